package dev.graphiti.migrator.job;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.run.MigrationRun;
import dev.graphiti.migrator.run.Resumption;
import dev.graphiti.migrator.run.RunState;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.runtime.client.JobCancellationException;
import org.apache.flink.util.SerializedThrowable;
import org.jspecify.annotations.Nullable;

/** The job failed, was canceled or stopped. The fault is that of the cause, where a user can fix it. */
public final class JobFailure extends MigratorException {
    private final RunState state;

    public JobFailure(String message, @Nullable Throwable cause) {
        this(message, RunState.FAILED, cause);
    }

    private JobFailure(String message, RunState state, @Nullable Throwable cause) {
        super(cause instanceof MigratorException known ? known.fault() : Fault.JOB, message, cause);
        this.state = state;
    }

    /**
     * What a failure of the job means to a user, from wherever on the cluster it was thrown.
     *
     * @param here whether the job ran in this process
     */
    public static JobFailure of(Throwable failure, Resumption resumption, boolean here) {
        OutOfMemory memory = OutOfMemory.in(failure);
        if (memory != null) {
            MigratorException known = memory.failure(here);
            return new JobFailure("%s; %s.".formatted(known.getMessage(), resumption.advice()), known);
        }
        Optional<MigratorException> known = known(failure);
        if (known.isPresent()) {
            return new JobFailure(Objects.requireNonNullElse(known.get().getMessage(), "failed"), known.get());
        }
        Throwable root = failure;
        boolean canceled = failure instanceof JobCancellationException;
        while (root.getCause() != null) {
            root = root.getCause();
            canceled |= root instanceof JobCancellationException;
        }
        return canceled ? canceled(resumption) : failed(resumption, why(root), failure);
    }

    private static JobFailure failed(Resumption resumption, String why, Throwable cause) {
        MigrationRun run = resumption.run();
        return new JobFailure(
                "The job of run %s failed: %s; its files are in %s, %s."
                        .formatted(run.id(), why, run.files().runDirectory(), resumption.advice()),
                cause);
    }

    /** Flink's own search fails where a plain exception comes out of a serialized one. */
    private static Optional<MigratorException> known(Throwable failure) {
        ClassLoader loader = JobFailure.class.getClassLoader();
        Throwable each = failure;
        while (each != null) {
            if (each instanceof MigratorException known) {
                return Optional.of(known);
            }
            Throwable inner = each instanceof SerializedThrowable sent ? sent.deserializeError(loader) : each;
            each = inner == each ? each.getCause() : inner;
        }
        return Optional.empty();
    }

    /** In part of a sentence; Flink's REST interface answers with a whole stack trace as the message. */
    static String why(Throwable root) {
        String message =
                Objects.requireNonNullElse(root.getMessage(), root.getClass().getSimpleName());
        if (message.contains("FlinkJobNotFoundException")) {
            return "the cluster no longer knows it, because its JobManager was lost";
        }
        if (message.contains("timed out") && message.contains("pekko")) {
            return "one part of Flink did not answer another within pekko.ask.timeout, for example on an overloaded"
                    + " machine";
        }
        if (message.contains("Could not acquire the minimum required resources")) {
            return "the cluster has fewer free slots than the job needs; add TaskManagers, or lower --parallelism";
        }
        String line = message.lines().findFirst().orElse(message);
        line = line.startsWith("[") && line.length() < message.length() ? line.substring(1) : line;
        return line.replaceFirst("^([\\w$]+\\.)+[\\w$]+: ", "").replaceFirst("\\.$", "");
    }

    public static JobFailure canceled(Resumption resumption) {
        return new JobFailure(
                "The job of run %s was canceled; %s.".formatted(resumption.run().id(), resumption.advice()),
                RunState.STOPPED,
                null);
    }

    public static JobFailure stopped(String runId, String savepoint) {
        return new JobFailure(
                "The job of run %s was stopped; continue with 'migrate --savepoint %s --run %s'."
                        .formatted(runId, savepoint, runId),
                RunState.STOPPED,
                null);
    }

    /** What it leaves its run in. */
    public RunState state() {
        return state;
    }
}
