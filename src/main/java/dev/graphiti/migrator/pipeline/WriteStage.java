package dev.graphiti.migrator.pipeline;

import dev.graphiti.migrator.count.Count;
import dev.graphiti.migrator.flink.CountingOperator;
import dev.graphiti.migrator.flink.OperatorFactory;
import dev.graphiti.migrator.flink.WireTypes;
import dev.graphiti.migrator.flink.stage.Stage;
import dev.graphiti.migrator.flink.stage.StageName;
import dev.graphiti.migrator.flink.stage.StageOutput;
import dev.graphiti.migrator.flink.stage.StageScope;
import dev.graphiti.migrator.graph.TargetOptions;
import dev.graphiti.migrator.graph.stage.WriteSteps;
import dev.graphiti.migrator.graph.stage.WrittenElement;
import dev.graphiti.migrator.graph.write.WriteOptions;
import dev.graphiti.migrator.ledger.FencedSink;
import dev.graphiti.migrator.ledger.LedgerRow;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.RunClaim;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Writes records to the graph, and what was done to each element to the ledger.
 *
 * @param claim shows that the job owns the run
 * @param earlierStarts when the earlier runs of the same name have started
 * @param ledger of the run
 */
record WriteStage(
        TargetOptions target,
        WriteOptions options,
        RunClaim claim,
        List<Instant> earlierStarts,
        FencedSink<LedgerRow> ledger)
        implements Stage<MappedRecord, LedgerRow> {
    /** The maximum number of steps in one scope. The number of a step in the ledger is unique within a job. */
    private static final int MAX_STEPS = 4;
    /** In the ledger, of elements that are not written, because they have not changed since the last run. */
    static final int WRITER_OF_COMPARED = MAX_STEPS - 1;

    @Override
    public StageName name() {
        return WriteSteps.NAME;
    }

    @Override
    public StageOutput<LedgerRow> apply(DataStream<MappedRecord> records, StageScope scope) {
        WriteSteps steps = WriteSteps.apply(records, scope, target, options, claim, earlierStarts);
        int first = scope.number() * MAX_STEPS;
        return IntStream.range(0, steps.steps().size())
                .mapToObj(i -> step(steps.steps().get(i), first + i, scope))
                .reduce(StageOutput::union)
                .orElseThrow();
    }

    private StageOutput<LedgerRow> step(WriteSteps.Step step, int writer, StageScope scope) {
        return rows(step.written(), writer, step.name(), ledger, scope)
                .withDeadLetters(step.deadLetters())
                .withCounts(retries(step, scope));
    }

    /** Each writer keeps its own rows, in the task in which it writes. */
    static StageOutput<LedgerRow> rows(
            DataStream<WrittenElement> written,
            int writer,
            String name,
            FencedSink<LedgerRow> ledger,
            StageScope scope) {
        SingleOutputStreamOperator<LedgerRow> rows = scope.named(
                written.transform(
                        "account",
                        WireTypes.of(LedgerRow.class),
                        OperatorFactory.of(LedgerOperator.class, parameters -> new LedgerOperator(parameters, writer))),
                "account" + name);
        scope.named(rows.sinkTo(ledger), "keep ledger" + name);
        return StageOutput.of(rows).withCounts(rows.getSideOutput(CountingOperator.COUNTS));
    }

    private static DataStream<Count> retries(WriteSteps.Step step, StageScope scope) {
        return scope.named(
                step.retries()
                        .map(retried -> Count.retried(retried.failure(), retried.count()))
                        .returns(WireTypes.of(Count.class)),
                "count retries" + step.name());
    }
}
