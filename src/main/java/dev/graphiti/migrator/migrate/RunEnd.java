package dev.graphiti.migrator.migrate;

import dev.graphiti.migrator.graph.RunNode;
import dev.graphiti.migrator.graph.SamplePicker;
import dev.graphiti.migrator.graph.Target;
import dev.graphiti.migrator.ledger.GraphSample;
import dev.graphiti.migrator.ledger.Leftovers;
import dev.graphiti.migrator.ledger.RunInfo;
import dev.graphiti.migrator.ledger.RunReport;
import dev.graphiti.migrator.ledger.RunState;
import dev.graphiti.migrator.ledger.page.ReportPage;
import dev.graphiti.migrator.model.MigratorException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down how a run ended: in its files, and in the graph. */
record RunEnd(
        MigrationRun run, RunOwnership ownership, MigrationConfig config, Target target, Console console, Clock clock) {
    private static final Logger LOG = LoggerFactory.getLogger(RunEnd.class);

    /** What an end that is no failure of the job is to its run: with the source not exhausted, it is none yet. */
    MigrationOutcome of(JobFollower.End end) {
        if (end.savepoint().isPresent()) {
            throw of(JobFailure.stopped(run.id(), end.savepoint().get()));
        }
        return finished();
    }

    /** The report of a run whose source is exhausted. */
    MigrationOutcome finished() {
        ownership.require();
        keep(RunState.FINISHED);
        RunReport report = RunReport.of(run.files(), sample());
        run.files().write(report, ReportPage.of(report));
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

    /** No checkpoint is continued from any more. What cannot be removed does no harm. */
    private void tidyUp() {
        try {
            new Leftovers(run.files()).remove();
        } catch (UncheckedIOException e) {
            LOG.warn("Hidden files of run {} stay", run.id(), e);
        }
    }

    /** The failure, once it has been written down. */
    JobFailure of(JobFailure failure) {
        ended(failure.state());
        return failure;
    }

    void failed() {
        ended(RunState.FAILED);
    }

    /** A run that another job has taken meanwhile goes on, whatever has become of this one. */
    private void ended(RunState state) {
        if (ownership.holds()) {
            keep(state);
            mark(state, Map.of());
            ownership.release(false);
        }
    }

    private void keep(RunState state) {
        @Nullable RunInfo info = run.files().readInfo().orElse(null);
        if (info != null) {
            run.files().write(info.ended(state, clock.instant()));
        }
    }

    /** Only told, for it must hide neither the report nor why a job has failed. */
    private void mark(RunState state, Map<String, Object> counts) {
        try {
            new RunNode(target).finished(run.id(), state.name(), clock.instant(), counts);
        } catch (MigratorException e) {
            LOG.warn("The graph does not know the end of run {}", run.id(), e);
            console.line("The graph could not be told how the run ended. " + e.getMessage());
        }
    }

    private GraphSample sample() {
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
