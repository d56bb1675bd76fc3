package dev.graphiti.migrator.pipeline;

import dev.graphiti.migrator.flink.OperatorFactory;
import dev.graphiti.migrator.flink.WireTypes;
import dev.graphiti.migrator.flink.stage.Stage;
import dev.graphiti.migrator.flink.stage.StageName;
import dev.graphiti.migrator.flink.stage.StageOutput;
import dev.graphiti.migrator.flink.stage.StageScope;
import dev.graphiti.migrator.ledger.FencedSink;
import dev.graphiti.migrator.ledger.LedgerRow;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.pipeline.dedupe.GroupPartitioner;
import dev.graphiti.migrator.pipeline.incremental.ComparingOperator;
import dev.graphiti.migrator.pipeline.incremental.LastRun;
import dev.graphiti.migrator.pipeline.phase.Phase;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Compares elements with the last run of the same name. Those that have not changed are in the ledger, and go no further.
 *
 * @param notMapped the identities of records that were skipped or rejected
 * @param spread over how many subtasks a group is spread
 */
record CompareStage(
        LastRun lastRun, DataStream<MappedRecord> notMapped, int spread, Phase phase, FencedSink<LedgerRow> ledger)
        implements Stage<MappedRecord, MappedRecord> {
    static final StageName NAME = StageName.ofTask("compare", "comparison with the last run");

    @Override
    public StageName name() {
        return NAME;
    }

    @Override
    public StageOutput<MappedRecord> apply(DataStream<MappedRecord> records, StageScope scope) {
        int cells = spread;
        LastRun last = lastRun;
        DataStream<MappedRecord> identities = scope.named(
                notMapped
                        .<MappedRecord>flatMap((record, out) ->
                                GroupPartitioner.emptyParts(record, cells).forEach(out::collect))
                        .returns(records.getType()),
                "records not mapped");
        SingleOutputStreamOperator<MappedRecord> changed = scope.named(
                phase.apply(
                        records.union(identities).keyBy(record -> GroupPartitioner.keyOfWriter(record, cells)),
                        WireTypes.of(MappedRecord.class),
                        OperatorFactory.ofPhase(
                                ComparingOperator.class, parameters -> new ComparingOperator(parameters, last, cells))),
                "compare with last run",
                "compare");
        StageOutput<LedgerRow> rows = WriteStage.rows(
                changed.getSideOutput(ComparingOperator.SETTLED),
                WriteStage.WRITER_OF_COMPARED,
                " compared",
                ledger,
                scope);
        return new StageOutput<>(changed, rows.deadLetters(), rows.counts());
    }
}
