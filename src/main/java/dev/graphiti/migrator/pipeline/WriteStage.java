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
import dev.graphiti.migrator.graph.write.WriteOptions;
import dev.graphiti.migrator.ledger.FencedSink;
import dev.graphiti.migrator.ledger.LedgerRow;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.RunClaim;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Writes records to the graph, and what was done to each element to the ledger.
 *
 * @param claim shows that the job owns the run
 * @param ledger of the run
 */
record WriteStage(TargetOptions target, WriteOptions options, RunClaim claim, FencedSink<LedgerRow> ledger)
        implements Stage<MappedRecord, LedgerRow> {
    /** The maximum number of steps in one scope. The number of a step in the ledger is unique within a job. */
    private static final int MAX_STEPS = 4;

    @Override
    public StageName name() {
        return WriteSteps.NAME;
    }

    @Override
    public StageOutput<LedgerRow> apply(DataStream<MappedRecord> records, StageScope scope) {
        WriteSteps steps = WriteSteps.apply(records, scope, target, options, claim);
        int first = scope.number() * MAX_STEPS;
        return IntStream.range(0, steps.steps().size())
                .mapToObj(i -> step(steps.steps().get(i), first + i, scope))
                .reduce(StageOutput::union)
                .orElseThrow();
    }

    /** Each writer keeps its own rows, in the task in which it writes. */
    private StageOutput<LedgerRow> step(WriteSteps.Step step, int writer, StageScope scope) {
        SingleOutputStreamOperator<LedgerRow> rows = scope.named(
                step.written()
                        .transform(
                                "account",
                                WireTypes.of(LedgerRow.class),
                                OperatorFactory.of(
                                        LedgerOperator.class, parameters -> new LedgerOperator(parameters, writer))),
                "account" + step.name());
        scope.named(rows.sinkTo(ledger), "keep ledger" + step.name());
        return StageOutput.of(rows)
                .withDeadLetters(step.deadLetters())
                .withCounts(rows.getSideOutput(CountingOperator.COUNTS))
                .withCounts(retries(step, scope));
    }

    private static DataStream<Count> retries(WriteSteps.Step step, StageScope scope) {
        return scope.named(
                step.retries()
                        .map(retried -> Count.retried(retried.failure(), retried.count()))
                        .returns(WireTypes.of(Count.class)),
                "count retries" + step.name());
    }
}
