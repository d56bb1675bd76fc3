package dev.graphiti.migrator.ledger.json;

import dev.graphiti.migrator.model.MigratorException;
import java.io.IOException;
import java.util.Objects;

/** A file or folder of a run cannot be read, written, listed or removed. */
public final class RunStorageException extends MigratorException {
    private final String reason;

    /**
     * With the sentence for the user.
     *
     * @param what for instance {@code cannot read /runs/1/run.json}
     */
    public RunStorageException(String what, IOException cause) {
        super(
                Fault.CONFIGURATION,
                "%s (%s); check the folder and the rights to it.".formatted(what, reason(cause)),
                cause);
        this.reason = reason(cause);
    }

    private static String reason(IOException cause) {
        return Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
    }

    /** In part of a sentence. */
    public String reason() {
        return reason;
    }

    /** For the job: unlike a user's mistake, a storage that fails once may answer when Flink has restarted the job. */
    public IOException forRestart() {
        return new IOException(getMessage(), getCause());
    }
}
