package dev.graphiti.migrator.migrate;

import dev.graphiti.migrator.ledger.Progress;
import dev.graphiti.migrator.model.MigratorException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.SerializedThrowable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the job, on the cluster that called us or in this process, and follows it to its end. */
final class JobLaunch {
    private static final Logger LOG = LoggerFactory.getLogger(JobLaunch.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final int LOCAL_PARALLELISM =
            Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));

    private final MigrationConfig config;
    private final MigrationRun run;
    private final Preflight preflight;
    private final Console console;

    JobLaunch(MigrationConfig config, MigrationRun run, Preflight preflight, Console console) {
        this.config = config;
        this.run = run;
        this.preflight = preflight;
        this.console = console;
    }

    void execute(@Nullable Integer askedParallelism, @Nullable Savepoint savepoint) {
        Integer parallelism =
                askedParallelism != null ? askedParallelism : config.run().parallelism();
        StreamExecutionEnvironment env = environment(parallelism, savepoint);
        new Topology(config, run, preflight.vectorSpace()).buildOn(env);
        try {
            JobClient job = env.executeAsync("graphiti-migrator " + run.id());
            if (config.source().flinkSource().getBoundedness() == Boundedness.CONTINUOUS_UNBOUNDED) {
                console.line("The source has no end: the run goes on until its job is stopped, for instance with 'flink stop -m %s %s'."
                        .formatted(restUrl(env).replace("http://", ""), job.getJobID()));
            }
            follow(job, env).ifPresent(this::stopped);
        } catch (JobStopped e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JobFailure("interrupted", e);
        } catch (Exception e) {
            throw explained(e);
        }
    }

    private StreamExecutionEnvironment environment(@Nullable Integer parallelism, @Nullable Savepoint savepoint) {
        Configuration settings = JobSettings.ofJob(config, run, savepoint);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
        if (env instanceof LocalStreamEnvironment) {
            int local = parallelism != null ? parallelism : LOCAL_PARALLELISM;
            Configuration both = JobSettings.ofLocalCluster(local);
            both.addAll(settings);
            env = StreamExecutionEnvironment.createLocalEnvironment(local, both);
        } else if (parallelism != null) {
            env.setParallelism(parallelism);
        }
        return env;
    }

    /** Gives the savepoint with which the job was stopped, if it was. */
    private Optional<String> follow(JobClient job, StreamExecutionEnvironment env)
            throws InterruptedException, ExecutionException {
        long started = System.nanoTime();
        FlinkRest rest = new FlinkRest(restUrl(env), job.getJobID().toHexString());
        JobMonitor monitor = new JobMonitor(rest, preflight.sourceSize(), env.getParallelism());
        CompletableFuture<?> end = job.getJobExecutionResult();
        Optional<String> checkpoint = Optional.empty();
        while (true) {
            try {
                end.get(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                checkpoint.ifPresent(rest::isDone);
                return rest.stoppedWith();
            } catch (TimeoutException e) {
                Progress progress = monitor.look(Duration.ofNanos(System.nanoTime() - started));
                console.progress(progress);
                Double done = progress.done();
                if (done != null && done >= 1 && checkpoint.map(rest::isDone).orElse(true)) {
                    // The job ends with the checkpoint after its last record; no need to wait for the next regular one.
                    checkpoint = rest.triggerCheckpoint();
                }
            }
        }
    }

    private void stopped(String where) {
        throw new JobStopped("Run %s was stopped with the savepoint %s; go on with --savepoint %s --run %s."
                .formatted(run.id(), where, where, run.id()));
    }

    private static String restUrl(StreamExecutionEnvironment env) {
        var settings = env.getConfiguration();
        return "http://%s:%d"
                .formatted(
                        Optional.ofNullable(settings.get(RestOptions.ADDRESS)).orElse("localhost"),
                        settings.get(RestOptions.PORT));
    }

    /** A fault that a user can mend is the cause, from wherever on the cluster it was thrown. */
    private RuntimeException explained(Exception failure) {
        Optional<MigratorException> known = known(failure);
        if (known.isPresent()) {
            return new JobFailure(Objects.requireNonNullElse(known.get().getMessage(), "failed"), known.get());
        }
        LOG.error("The job of run {} failed", run.id(), failure);
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new JobFailure(
                "The job of run %s failed: %s; its files are in %s, resume it with --savepoint and its last checkpoint there."
                        .formatted(
                                run.id(),
                                Objects.requireNonNullElse(
                                        root.getMessage(), root.getClass().getSimpleName()),
                                run.files().runDirectory()),
                failure);
    }

    /** Flink's own search fails where a plain exception comes out of a serialized one. */
    private static Optional<MigratorException> known(Throwable failure) {
        ClassLoader loader = JobLaunch.class.getClassLoader();
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
}
