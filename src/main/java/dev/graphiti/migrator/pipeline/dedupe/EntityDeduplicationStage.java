package dev.graphiti.migrator.pipeline.dedupe;

import dev.graphiti.migrator.flink.CountingOperator;
import dev.graphiti.migrator.flink.OperatorFactory;
import dev.graphiti.migrator.flink.WireTypes;
import dev.graphiti.migrator.flink.stage.Stage;
import dev.graphiti.migrator.flink.stage.StageName;
import dev.graphiti.migrator.flink.stage.StageOutput;
import dev.graphiti.migrator.flink.stage.StageScope;
import dev.graphiti.migrator.model.MappedRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Lets each entity pass once, and brings what belongs together to the subtask that embeds and writes it: a group, or if it is
 * spread, the elements with the same uuid.
 *
 * @param spread over how many subtasks a group is spread
 * @param byGroup whether the records are partitioned by their group already
 */
public record EntityDeduplicationStage(int spread, boolean byGroup) implements Stage<MappedRecord, MappedRecord> {
    public static final StageName NAME = DeduplicationStage.NAME;

    private static final TypeInformation<MappedRecord> MAPPED = WireTypes.of(MappedRecord.class);

    @Override
    public StageName name() {
        return NAME;
    }

    @Override
    public StageOutput<MappedRecord> apply(DataStream<MappedRecord> records, StageScope scope) {
        SingleOutputStreamOperator<MappedRecord> lean = scope.named(
                partitioned(records, scope)
                        .transform(
                                "deduplicate entities",
                                MAPPED,
                                OperatorFactory.of(EntityDeduplicator.class, EntityDeduplicator::new)),
                "deduplicate entities");
        return StageOutput.of(lean).withCounts(lean.getSideOutput(CountingOperator.COUNTS));
    }

    private KeyedStream<MappedRecord, String> partitioned(DataStream<MappedRecord> records, StageScope scope) {
        if (spread <= 1) {
            return byGroup
                    ? DataStreamUtils.reinterpretAsKeyedStream(records, MappedRecord::groupId)
                    : records.keyBy(MappedRecord::groupId);
        }
        int cells = spread;
        return scope.named(
                        records.<MappedRecord>flatMap((record, out) ->
                                        GroupPartitioner.parts(record, cells).forEach(out::collect))
                                .returns(MAPPED),
                        "deal out")
                .keyBy(part -> GroupPartitioner.keyOfPart(part, cells));
    }
}
