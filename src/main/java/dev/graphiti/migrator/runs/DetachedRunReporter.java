package dev.graphiti.migrator.runs;

import dev.graphiti.migrator.app.MigrationConfig;
import dev.graphiti.migrator.app.MigrationOutcome;
import dev.graphiti.migrator.app.RunFinalizer;
import dev.graphiti.migrator.graph.Target;
import dev.graphiti.migrator.job.Console;
import dev.graphiti.migrator.job.FlinkEnvironmentInfo;
import dev.graphiti.migrator.job.FlinkRest;
import dev.graphiti.migrator.job.JobFailure;
import dev.graphiti.migrator.job.JobWatcher;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.ownership.RunOwnership;
import dev.graphiti.migrator.pipeline.PipelineBuilder;
import dev.graphiti.migrator.run.MigrationRun;
import dev.graphiti.migrator.run.Resumption;
import dev.graphiti.migrator.run.RunInfo;
import dev.graphiti.migrator.run.RunState;
import dev.graphiti.migrator.run.Runs;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The verb {@code report}: ends a run whose client was detached or has died, as that client would have. */
public final class DetachedRunReporter {
    private final MigrationConfig config;
    private final Console console;
    private final Clock clock;

    public DetachedRunReporter(MigrationConfig config, Console console, Clock clock) {
        this.config = config;
        this.console = console;
        this.clock = clock;
    }

    /**
     * Waits for the end of the run's job and makes its report.
     *
     * @param runId of a run that exists
     * @param cluster where Flink's REST interface is; null asks the cluster that has called us
     * @throws MigratorException when the cluster does not know the job
     * @throws JobFailure when the job has failed, or was stopped or canceled
     */
    public MigrationOutcome of(String runId, @Nullable String cluster) {
        String url = cluster != null
                ? address(cluster)
                : FlinkEnvironmentInfo.ofThisProcess().restUrl();
        Runs runs = new Runs(config.run().base());
        RunInfo info = runs.files(runId).readInfo().orElseThrow();
        MigrationRun run = new MigrationRun(runId, info.startedAt(), runs.files(runId));
        try (Target target = Target.open(Objects.requireNonNull(config.target(), "a report needs a target"))) {
            RunOwnership ownership =
                    RunOwnership.of(target, run, info.lastJobId().orElse(""), url);
            RunFinalizer end = new RunFinalizer(run, ownership, config, target, console, clock);
            if (info.state() == RunState.FINISHED) {
                return end.finished();
            }
            FlinkRest rest = new FlinkRest(url, info.lastJobId().orElse(""));
            JobWatcher follower = new JobWatcher(rest, PipelineBuilder.STAGES, 0, console);
            Resumption resumption = Resumption.of(run, config.checkpoint().directory(), null);
            String state = follower.follow().orElseThrow(() -> unknown(follower, rest, url, info, resumption));
            return switch (state) {
                case "FINISHED" -> end.of(follower.end());
                case "CANCELED" -> throw end.of(JobFailure.canceled(resumption));
                default ->
                    throw end.of(JobFailure.of(
                            rest.failure()
                                    .map(FlinkRest.Failure::cause)
                                    .orElseGet(() -> new IllegalStateException("see the cluster's log")),
                            resumption,
                            false));
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JobFailure("interrupted", e);
        }
    }

    /** A job that was known there and is not any more is lost; else the address may be wrong. */
    private static MigratorException unknown(
            JobWatcher follower, FlinkRest rest, String url, RunInfo info, Resumption resumption) {
        return new MigratorException(
                follower.hasKnown() ? Fault.JOB : Fault.CONFIGURATION,
                rest.silence()
                        .map(reason ->
                                "There is no Flink at %s (%s); start the cluster, or name the address of its REST interface with --cluster."
                                        .formatted(url, reason))
                        .orElseGet(() ->
                                "The cluster at %s does not know job %s of run %s; name the right one with --cluster. If it is lost, %s."
                                        .formatted(
                                                url, info.lastJobId().orElse("?"), info.runId(), resumption.advice())));
    }

    /**
     * The address without slashes at its end.
     *
     * @throws MigratorException when it is none
     */
    public static String address(String cluster) {
        URI uri;
        try {
            uri = new URI(cluster.strip().replaceAll("/+$", ""));
        } catch (URISyntaxException e) {
            throw noAddress(cluster);
        }
        boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        if (!http
                || uri.getHost() == null
                || uri.getPort() > 65_535
                || uri.getQuery() != null
                || uri.getFragment() != null) {
            throw noAddress(cluster);
        }
        return uri.toString();
    }

    private static MigratorException noAddress(String cluster) {
        return new MigratorException(
                Fault.CONFIGURATION,
                "--cluster is '%s', which is not the address of a REST interface; give one such as http://localhost:8081."
                        .formatted(cluster));
    }
}
