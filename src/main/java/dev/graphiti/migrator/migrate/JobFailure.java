package dev.graphiti.migrator.migrate;

import dev.graphiti.migrator.ledger.RunState;
import dev.graphiti.migrator.model.Masking;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The job failed, was canceled or stopped; where a user can mend why, the cause is a {@code MigratorException}. */
public final class JobFailure extends RuntimeException {
    private final RunState state;

    JobFailure(String message, @Nullable Throwable cause) {
        this(message, RunState.FAILED, cause);
    }

    private JobFailure(String message, RunState state, @Nullable Throwable cause) {
        super(Masking.of(message), cause);
        this.state = state;
    }

    static JobFailure of(MigrationRun run, String why, @Nullable Throwable cause) {
        return new JobFailure(
                "The job of run %s failed: %s; its files are in %s, go on from its last checkpoint with 'migrate --savepoint latest --run %s'."
                        .formatted(run.id(), why, run.files().runDirectory(), run.id()),
                cause);
    }

    /** In part of a sentence; Flink's REST interface answers with a whole stack trace as the message. */
    static String why(Throwable root) {
        String message =
                Objects.requireNonNullElse(root.getMessage(), root.getClass().getSimpleName());
        if (message.contains("FlinkJobNotFoundException")) {
            return "the cluster does not know it any more, for its JobManager was lost";
        }
        String line = message.lines().findFirst().orElse(message);
        return line.startsWith("[") && line.length() < message.length() ? line.substring(1) : line;
    }

    static JobFailure canceled(String runId) {
        return new JobFailure(
                "The job of run %s was canceled; go on from its last checkpoint with 'migrate --savepoint latest --run %s'."
                        .formatted(runId, runId),
                RunState.STOPPED,
                null);
    }

    static JobFailure stopped(String runId, String savepoint) {
        return new JobFailure(
                "The job of run %s was stopped; go on with 'migrate --savepoint %s --run %s'."
                        .formatted(runId, savepoint, runId),
                RunState.STOPPED,
                null);
    }

    /** What it leaves its run in. */
    RunState state() {
        return state;
    }
}
