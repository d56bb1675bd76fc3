package dev.graphiti.migrator.model;

import dev.graphiti.migrator.text.Masking;
import org.jspecify.annotations.Nullable;

/**
 * The root of all failures that a user can act on: the message is a sentence that says which thing and what to do, with
 * secrets masked, whoever has written it.
 */
public class MigratorException extends RuntimeException {
    /** What has to be fixed; the command line has one exit code for each. */
    public enum Fault {
        CONFIGURATION,
        SOURCE,
        TARGET,
        EMBEDDING,
        /** The job failed for another reason, was canceled or stopped. */
        JOB,
        RUN_NOT_FOUND,
        /** The run belongs to another job. */
        OWNED,
        OUT_OF_MEMORY
    }

    private final Fault fault;

    public MigratorException(Fault fault, String message) {
        super(Masking.of(message));
        this.fault = fault;
    }

    public MigratorException(Fault fault, String message, @Nullable Throwable cause) {
        super(Masking.of(message), cause);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }

    /** With the fault: a stack trace is all that Flink's REST interface keeps of a failure. */
    @Override
    @SuppressWarnings("OverrideThrowableToString") // The message is for users, who are not shown the fault.
    public String toString() {
        return "%s [%s]: %s".formatted(getClass().getName(), fault, getMessage());
    }
}
