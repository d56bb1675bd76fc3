package dev.graphiti.migrator.migrate;

import dev.graphiti.migrator.graph.Target;
import dev.graphiti.migrator.ledger.RunInfo;
import dev.graphiti.migrator.ledger.RunState;
import dev.graphiti.migrator.ledger.Runs;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The verb {@code report}: ends a run whose client was detached or has died, as that client would have. */
public final class LateReport {
    private final MigrationConfig config;
    private final Console console;
    private final Clock clock;

    public LateReport(MigrationConfig config, Console console, Clock clock) {
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
        Runs runs = new Runs(config.run().base());
        RunInfo info = runs.files(runId).readInfo().orElseThrow();
        MigrationRun run = new MigrationRun(runId, info.startedAt(), runs.files(runId));
        try (Target target = Target.open(Objects.requireNonNull(config.target(), "a report needs a target"))) {
            String url = cluster != null
                    ? cluster.replaceAll("/+$", "")
                    : Cluster.ofThisProcess().restUrl();
            RunOwnership ownership =
                    RunOwnership.of(target, run, info.lastJobId().orElse(""), url);
            RunEnd end = new RunEnd(run, ownership, config, target, console, clock);
            if (info.state() == RunState.FINISHED) {
                return end.finished();
            }
            FlinkRest rest = new FlinkRest(url, info.lastJobId().orElse(""));
            JobFollower follower = new JobFollower(rest, 0, console);
            String state = follower.follow()
                    .orElseThrow(() -> new MigratorException(
                            Fault.CONFIGURATION,
                            "The cluster at %s does not know job %s of run %s; name the right one with --cluster, or go on with 'migrate --savepoint latest --run %s'."
                                    .formatted(url, info.lastJobId().orElse("?"), runId, runId)));
            return switch (state) {
                case "FINISHED" -> end.of(follower.end());
                case "CANCELED" -> throw end.of(JobFailure.canceled(runId));
                default -> throw end.of(JobFailure.of(run, rest.failure().map(FlinkRest.Failure::cause).orElse("see the cluster's log"), null));
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JobFailure("interrupted", e);
        }
    }
}
