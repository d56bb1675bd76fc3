package dev.graphiti.migrator.pipeline;

import dev.graphiti.migrator.flink.CountingOperator;
import dev.graphiti.migrator.flink.OperatorFactory;
import dev.graphiti.migrator.flink.stage.Stage;
import dev.graphiti.migrator.flink.stage.StageName;
import dev.graphiti.migrator.flink.stage.StageOutput;
import dev.graphiti.migrator.flink.stage.StageScope;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.source.SourceRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.jspecify.annotations.Nullable;

/**
 * Maps records to elements.
 *
 * @param type of what the operator emits
 * @param key by which the operator keeps state; null if it needs none
 */
record MappingStage<O>(
        TypeInformation<O> type,
        @Nullable KeySelector<SourceRecord, String> key,
        OperatorFactory<SourceRecord, O> factory)
        implements Stage<SourceRecord, O> {
    static final StageName NAME = StageName.ofTask("map", "mapping (CPU)");

    @Override
    public StageName name() {
        return NAME;
    }

    @Override
    public StageOutput<O> apply(DataStream<SourceRecord> records, StageScope scope) {
        SingleOutputStreamOperator<O> mapped =
                scope.named((key == null ? records : records.keyBy(key)).transform("map", type, factory), "map");
        return StageOutput.of(mapped)
                .withDeadLetters(mapped.getSideOutput(MappingOperator.DEAD_LETTERS))
                .withCounts(mapped.getSideOutput(CountingOperator.COUNTS));
    }

    /** The identities of records that were skipped or rejected, if the run is compared with an earlier one. */
    static DataStream<MappedRecord> notMapped(StageOutput<?> mapped) {
        return ((SingleOutputStreamOperator<?>) mapped.elements()).getSideOutput(MappingOperator.NOT_MAPPED);
    }
}
