package dev.graphiti.migrator.app;

import dev.graphiti.migrator.graph.RunNode;
import dev.graphiti.migrator.graph.Target;
import dev.graphiti.migrator.graph.read.SamplePicker;
import dev.graphiti.migrator.job.Console;
import dev.graphiti.migrator.job.JobFailure;
import dev.graphiti.migrator.job.JobWatcher;
import dev.graphiti.migrator.ledger.json.RunStorageException;
import dev.graphiti.migrator.ledger.parquet.LedgerCompaction;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.ownership.RunOwnership;
import dev.graphiti.migrator.report.GraphSample;
import dev.graphiti.migrator.report.RunReport;
import dev.graphiti.migrator.report.html.ReportPage;
import dev.graphiti.migrator.run.Leftovers;
import dev.graphiti.migrator.run.MigrationRun;
import dev.graphiti.migrator.run.RunState;
import java.time.Clock;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down how a run ended: in its files, and in the graph. */
public record RunFinalizer(
        MigrationRun run, RunOwnership ownership, MigrationConfig config, Target target, Console console, Clock clock) {
    private static final Logger LOG = LoggerFactory.getLogger(RunFinalizer.class);

    /** What an end that is no failure of the job is to its run: with the source not exhausted, it is none yet. */
    public MigrationOutcome of(JobWatcher.End end) {
        if (end.savepoint().isPresent()) {
            throw of(JobFailure.stopped(run.id(), end.savepoint().get()));
        }
        return finished();
    }

    /** The report of a run whose source is exhausted. */
    public MigrationOutcome finished() {
        if (!ownership.end(() -> keep(RunState.FINISHED))) {
            throw ownership.lost();
        }
        RunReport report = writtenReport();
        mark(
                RunState.FINISHED,
                Map.of(
                        "records_read", report.recordTotal().read(),
                        "elements_written", report.elementTotal().written(),
                        "elements_merged", report.elementTotal().merged(),
                        "sum_holds", report.sum().holds()));
        tidyUp();
        ownership.release(true);
        return new MigrationOutcome(
                report, run.files().reportHtml(), config.run().allowedDeadLetters());
    }

    private RunReport writtenReport() {
        try {
            SourceCounting.again(config.source(), run.files());
            RunReport report = RunReport.of(run.files(), sample());
            report.write(run.files(), ReportPage.of(report));
            return report;
        } catch (RunStorageException e) {
            throw new MigratorException(
                    Fault.CONFIGURATION,
                    ("Run %s is finished, but its report cannot be written to %s (%s); free disk space or check the"
                                    + " permissions, then run 'report --run %s'.")
                            .formatted(run.id(), run.files().runDirectory(), e.reason(), run.id()),
                    e);
        }
    }

    /** No checkpoint is continued from any more. What cannot be removed does no harm. */
    private void tidyUp() {
        try {
            new Leftovers(run.files()).remove();
        } catch (RunStorageException e) {
            LOG.warn("Hidden files of run {} are kept", run.id(), e);
        }
        try {
            LedgerCompaction.of(run.files().ledger());
        } catch (MigratorException e) {
            LOG.warn("The ledger of run {} keeps its many files", run.id(), e);
        }
    }

    /** The failure, once it has been written down. */
    public JobFailure of(JobFailure failure) {
        ended(failure.state());
        return failure;
    }

    public void failed() {
        ended(RunState.FAILED);
    }

    /** A run that another job has taken meanwhile goes on, whatever has become of this one. */
    private void ended(RunState state) {
        if (ownership.end(() -> keep(state))) {
            mark(state, Map.of());
            ownership.release(false);
        }
    }

    /**
     * The process is being ended, and the job with it if it runs {@code here}. The graph is not asked for anything: it may
     * be what did not answer.
     */
    public void interrupted(JobID job, boolean here) {
        if (!here) {
            console.line(("Interrupted. Job %s continues on the cluster; 'report --run %s' follows it and creates the"
                            + " run's report.")
                    .formatted(job, run.id()));
            return;
        }
        if (ownership.isNamed()) {
            keep(RunState.STOPPED);
        }
        console.line(
                "Interrupted. Run %s keeps what it has written and its checkpoints in %s; continue it with the same command and --continue."
                        .formatted(run.id(), run.files().runDirectory()));
    }

    private void keep(RunState state) {
        try {
            run.files().readInfo().ifPresent(info -> run.files().write(info.ended(state, clock.instant())));
        } catch (RunStorageException e) {
            // It must not hide why the job has failed, which is what filled the disk, or a consequence of it.
            LOG.warn("run.json of run {} cannot be written", run.id(), e);
            console.line("%s cannot be written (%s), so it does not say that the run is %s."
                    .formatted(run.files().runJson(), e.reason(), state.words()));
        }
    }

    /** Only told, for it must hide neither the report nor why a job has failed. */
    private void mark(RunState state, Map<String, Object> counts) {
        try {
            new RunNode(target).finished(run.id(), state.name(), clock.instant(), counts);
        } catch (MigratorException e) {
            LOG.warn("The end of run {} could not be stored in the graph", run.id(), e);
            console.line("The end of the run could not be stored in the graph. " + e.getMessage());
        }
    }

    private GraphSample sample() {
        try {
            return asLedgerKnowsIt(new SamplePicker(target).pick());
        } catch (MigratorException e) {
            LOG.warn("The report contains no picture of the graph", e);
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
