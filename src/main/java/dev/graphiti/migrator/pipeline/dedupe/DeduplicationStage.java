package dev.graphiti.migrator.pipeline.dedupe;

import dev.graphiti.migrator.flink.CountingOperator;
import dev.graphiti.migrator.flink.OperatorFactory;
import dev.graphiti.migrator.flink.WireTypes;
import dev.graphiti.migrator.flink.stage.Stage;
import dev.graphiti.migrator.flink.stage.StageName;
import dev.graphiti.migrator.flink.stage.StageOutput;
import dev.graphiti.migrator.flink.stage.StageScope;
import dev.graphiti.migrator.model.MappedRecord;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Lets the first record of each identity pass, as soon as it arrives.
 *
 * @param spread over how many subtasks a group is spread
 */
public record DeduplicationStage(int spread) implements Stage<MappedRecord, MappedRecord> {
    public static final StageName NAME = StageName.ofTask("deduplicate", "deduplication (CPU)");

    @Override
    public StageName name() {
        return NAME;
    }

    /** By group, unless it is spread: then a record's parts alone do not show that another record has its id. */
    @Override
    public StageOutput<MappedRecord> apply(DataStream<MappedRecord> records, StageScope scope) {
        SingleOutputStreamOperator<MappedRecord> unique = scope.named(
                records.keyBy(spread > 1 ? GroupPartitioner::keyOfRecord : MappedRecord::groupId)
                        .transform(
                                "deduplicate",
                                WireTypes.of(MappedRecord.class),
                                OperatorFactory.of(RecordDeduplicator.class, RecordDeduplicator::new)),
                "deduplicate");
        return StageOutput.of(unique)
                .withDeadLetters(unique.getSideOutput(RecordDeduplicator.DEAD_LETTERS))
                .withCounts(unique.getSideOutput(CountingOperator.COUNTS));
    }
}
