package dev.graphiti.migrator.pipeline.reshape;

import dev.graphiti.migrator.flink.CountingOperator;
import dev.graphiti.migrator.flink.OperatorFactory;
import dev.graphiti.migrator.flink.WireTypes;
import dev.graphiti.migrator.flink.stage.Stage;
import dev.graphiti.migrator.flink.stage.StageName;
import dev.graphiti.migrator.flink.stage.StageOutput;
import dev.graphiti.migrator.flink.stage.StageScope;
import dev.graphiti.migrator.mapping.RecordMapping;
import dev.graphiti.migrator.source.SourceRecord;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Turns records into others by the programs of the mapping. Records without a program pass by. The results of a record are
 * emitted at once, so one checkpoint has all of them or none.
 *
 * @param mapping which has the programs
 * @param keptBytes the maximum size of a record that a dead letter contains
 */
public record ReshapeStage(RecordMapping mapping, long keptBytes) implements Stage<SourceRecord, SourceRecord> {
    public static final StageName NAME = StageName.ofTask("reshape", "reshaping (CPU)");

    @Override
    public StageName name() {
        return NAME;
    }

    @Override
    public StageOutput<SourceRecord> apply(DataStream<SourceRecord> records, StageScope scope) {
        RecordMapping programs = mapping;
        long bytes = keptBytes;
        SingleOutputStreamOperator<SourceRecord> reshaped = scope.named(
                records.transform(
                        "reshape",
                        WireTypes.of(SourceRecord.class),
                        OperatorFactory.of(
                                ReshapeOperator.class, parameters -> new ReshapeOperator(parameters, programs, bytes))),
                "reshape");
        return StageOutput.<SourceRecord>of(reshaped)
                .withDeadLetters(reshaped.getSideOutput(ReshapeOperator.DEAD_LETTERS))
                .withCounts(reshaped.getSideOutput(CountingOperator.COUNTS));
    }
}
