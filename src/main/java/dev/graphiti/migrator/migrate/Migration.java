package dev.graphiti.migrator.migrate;

import dev.graphiti.migrator.graph.RunNode;
import dev.graphiti.migrator.graph.SamplePicker;
import dev.graphiti.migrator.graph.Target;
import dev.graphiti.migrator.ledger.GraphSample;
import dev.graphiti.migrator.ledger.RunFiles;
import dev.graphiti.migrator.ledger.RunId;
import dev.graphiti.migrator.ledger.RunInfo;
import dev.graphiti.migrator.ledger.RunReport;
import dev.graphiti.migrator.ledger.RunState;
import dev.graphiti.migrator.ledger.Runs;
import dev.graphiti.migrator.ledger.page.ReportPage;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The verb {@code migrate}, from the first check to the report. */
public final class Migration {
    /** Fixed for ever: savepoints are cut into so many key groups. */
    public static final int MAX_PARALLELISM = 512;

    private static final Logger LOG = LoggerFactory.getLogger(Migration.class);

    private final MigrationRequest request;
    private final MigrationConfig config;
    private final Console console;
    private final Clock clock;
    private final RandomGenerator random;

    public Migration(MigrationRequest request, Console console, Clock clock, RandomGenerator random) {
        this.request = request;
        this.config = request.config();
        this.console = console;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Runs the job and waits for its end.
     *
     * @throws MigratorException when something that a user can mend is wrong
     * @throws JobFailure when the job itself fails
     * @throws JobStopped when somebody has stopped it with a savepoint
     */
    public MigrationOutcome run() {
        try (Target target = Target.open(Objects.requireNonNull(config.target(), "a migration needs a target"))) {
            Continuation unfinished = unfinished();
            Savepoint savepoint = unfinished != null
                    ? unfinished.savepoint()
                    : request.savepoint() == null ? null : Savepoint.at(request.savepoint());
            MigrationRun run =
                    unfinished != null ? again(unfinished.run()) : savepoint == null ? fresh() : resumed(savepoint);
            Preflight preflight = Preflight.of(config, target, console);
            keepInfo(run);
            RunNode node = new RunNode(target);
            node.started(run.id(), run.startedAt(), description(run));
            console.line("Run %s: %d splits, vectors by %s with %d dimensions; files in %s"
                    .formatted(
                            run.id(),
                            preflight.splits(),
                            preflight.vectorSpace().model(),
                            preflight.vectorSpace().dimension(),
                            run.files().runDirectory()));
            try {
                new JobLaunch(config, run, preflight, console).execute(request.parallelism(), savepoint);
            } catch (JobStopped e) {
                end(run, RunState.STOPPED);
                mark(node, run, RunState.STOPPED, Map.of());
                throw e;
            } catch (RuntimeException e) {
                end(run, RunState.FAILED);
                mark(node, run, RunState.FAILED, Map.of());
                throw e;
            }
            return report(target, node, run);
        }
    }

    private void keepInfo(MigrationRun run) {
        RunFiles files = run.files();
        try {
            RunInfo info = files.readInfo().orElseGet(() -> info(run));
            files.write(info.startedAs("attempt-" + (info.jobIds().size() + 1)));
        } catch (UncheckedIOException e) {
            throw new MigratorException(
                    Fault.CONFIGURATION,
                    "The run's folder %s cannot be written to (%s); check run.directory."
                            .formatted(
                                    files.runDirectory(),
                                    Objects.requireNonNull(e.getCause()).getMessage()),
                    e);
        }
    }

    private MigrationRun fresh() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String id = RunId.of(now, random).text();
        return new MigrationRun(id, now, runs().files(id));
    }

    private @Nullable Continuation unfinished() {
        return request.unfinished() && request.savepoint() == null
                ? Continuation.of(runs(), Cluster.ofThisProcess()).orElse(null)
                : null;
    }

    /** A resumed run goes on as itself: same id, same start, same files. */
    private MigrationRun resumed(Savepoint savepoint) {
        RunFiles files = filesOf(savepoint.uri());
        RunInfo info = files.readInfo()
                .orElseThrow(() -> new MigratorException(
                        Fault.CONFIGURATION,
                        "There is no run in %s; name the run that the savepoint belongs to with --run."
                                .formatted(files.runDirectory())));
        return again(info, files);
    }

    private MigrationRun again(RunInfo info) {
        console.line("Going on with run %s.".formatted(info.runId()));
        return again(info, runs().files(info.runId()));
    }

    private MigrationRun again(RunInfo info, RunFiles files) {
        if (!info.configHash().equals(request.configHash())) {
            console.line(
                    "The configuration differs from the one that run %s was started with.".formatted(info.runId()));
        }
        return new MigrationRun(info.runId(), info.startedAt(), files);
    }

    private RunFiles filesOf(String savepoint) {
        if (request.runId() != null) {
            return runs().files(request.runId());
        }
        return Runs.holding(savepoint)
                .or(() -> runs().latestUnfinished().map(info -> runs().files(info.runId())))
                .orElseThrow(() -> new MigratorException(
                        Fault.CONFIGURATION,
                        "The savepoint %s lies in no run's folder and %s holds no unfinished run; name its run with --run."
                                .formatted(savepoint, runs().baseDirectory())));
    }

    private Runs runs() {
        return new Runs(config.run().base());
    }

    private RunInfo info(MigrationRun run) {
        return new RunInfo(
                run.id(),
                run.startedAt(),
                null,
                request.toolVersion(),
                request.configHash(),
                request.configText(),
                config.source().toString(),
                Objects.requireNonNull(config.target()).uri(),
                List.of(),
                RunState.RUNNING);
    }

    private Map<String, Object> description(MigrationRun run) {
        return Map.of(
                "tool_version", request.toolVersion(),
                "config_hash", request.configHash(),
                "files", run.files().runDirectory());
    }

    private MigrationOutcome report(Target target, RunNode node, MigrationRun run) {
        end(run, RunState.FINISHED);
        RunReport report = RunReport.of(run.files(), sample(target));
        run.files().write(report, ReportPage.of(report));
        mark(
                node,
                run,
                RunState.FINISHED,
                Map.of(
                        "records_read", report.recordTotal().read(),
                        "elements_written", report.elementTotal().written(),
                        "elements_merged", report.elementTotal().merged(),
                        "sum_holds", report.sum().holds()));
        return new MigrationOutcome(
                report, run.files().reportHtml(), config.run().allowedDeadLetters());
    }

    private void end(MigrationRun run, RunState state) {
        @Nullable RunInfo info = run.files().readInfo().orElse(null);
        if (info != null) {
            run.files().write(info.ended(state, clock.instant()));
        }
    }

    /** Only told, for it must hide neither the report nor why a job has failed. */
    private void mark(RunNode node, MigrationRun run, RunState state, Map<String, Object> counts) {
        try {
            node.finished(run.id(), state.name(), clock.instant(), counts);
        } catch (MigratorException e) {
            LOG.warn("The graph does not know the end of run {}", run.id(), e);
            console.line("The graph could not be told how the run ended. " + e.getMessage());
        }
    }

    private static GraphSample sample(Target target) {
        try {
            return asLedgerKnowsIt(new SamplePicker(target).pick());
        } catch (MigratorException e) {
            LOG.warn("The report goes without a picture of the graph", e);
            return GraphSample.NONE;
        }
    }

    private static GraphSample asLedgerKnowsIt(SamplePicker.Sample sample) {
        return new GraphSample(
                sample.nodes().stream()
                        .map(node -> new GraphSample.Node(
                                node.uuid(), node.kind(), node.label(), node.name(), node.groupId()))
                        .toList(),
                sample.edges().stream()
                        .map(edge -> new GraphSample.Edge(edge.from(), edge.to(), edge.name(), edge.fact()))
                        .toList());
    }
}
