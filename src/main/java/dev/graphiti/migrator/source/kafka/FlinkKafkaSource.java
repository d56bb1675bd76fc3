package dev.graphiti.migrator.source.kafka;

import dev.graphiti.migrator.flink.WireTypes;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.flink.FrozenSplits;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.connector.base.source.reader.SourceReaderBase;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Flink's own source for Kafka, which keeps the offsets in checkpoints, with records of ours, and ends that are fixed at the
 * first start. A failure that only a user can fix is reported as such.
 */
final class FlinkKafkaSource
        implements Source<SourceRecord, KafkaPartitionSplit, KafkaSourceEnumState>, ResultTypeQueryable<SourceRecord> {
    private final KafkaSourceOptions options;
    private final RecordDeserializer deserializer;
    private final KafkaSource<SourceRecord> source;

    /** One that asks for its offsets when the job starts. */
    FlinkKafkaSource(KafkaSourceOptions options) {
        this(options, new StartOffsets(options), new EndOffsets(options));
    }

    /** One that reads what the run's plan says, where reading has an end. */
    static FlinkKafkaSource of(KafkaSourceOptions options, FrozenSplits plan) {
        StartOffsets starts = new StartOffsets(options);
        EndOffsets ends = new EndOffsets(options);
        return options.isContinuous()
                ? new FlinkKafkaSource(options, starts, ends)
                : new FlinkKafkaSource(
                        options,
                        new PlannedOffsets(plan, false, starts.getAutoOffsetResetStrategy()),
                        new PlannedOffsets(plan, true, ends.getAutoOffsetResetStrategy()));
    }

    private FlinkKafkaSource(KafkaSourceOptions options, OffsetsInitializer starts, OffsetsInitializer ends) {
        this.options = options;
        this.deserializer = new RecordDeserializer(options);
        this.source = source(options, deserializer, starts, ends);
    }

    private static KafkaSource<SourceRecord> source(
            KafkaSourceOptions options,
            RecordDeserializer deserializer,
            OffsetsInitializer starts,
            OffsetsInitializer ends) {
        Properties settings = ConsumerSettings.of(options);
        settings.setProperty(ConsumerSettings.COMMIT_ON_CHECKPOINT, Boolean.toString(options.commitOffsets()));
        settings.putIfAbsent("client.id.prefix", "graphiti-migrator");
        KafkaSourceBuilder<SourceRecord> builder = KafkaSource.<SourceRecord>builder()
                .setProperties(settings)
                .setStartingOffsets(starts)
                .setDeserializer(deserializer);
        String pattern = options.topicPattern();
        if (pattern == null) {
            builder.setTopics(options.topics());
        } else {
            builder.setTopicPattern(Pattern.compile(pattern));
        }
        if (!options.isContinuous()) {
            builder.setBounded(ends);
        }
        return builder.build();
    }

    @Override
    public Boundedness getBoundedness() {
        return source.getBoundedness();
    }

    @Override
    public SourceReader<SourceRecord, KafkaPartitionSplit> createReader(SourceReaderContext context) throws Exception {
        ReadProgress progress = new ReadProgress(context.metricGroup());
        PassedOffsets passed = new PassedOffsets();
        GapNotes gaps = new GapNotes(options);
        deserializer.startReading(progress, passed, gaps);
        return new ErrorTranslatingReader(
                (SourceReaderBase<?, SourceRecord, KafkaPartitionSplit, ?>) source.createReader(context),
                progress,
                passed,
                gaps,
                new KafkaFailure(options));
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context) {
        return source.createEnumerator(context);
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState state) throws Exception {
        return options.isContinuous() || !state.initialDiscoveryFinished()
                ? source.restoreEnumerator(context, state)
                : new FrozenPartitionsEnumerator(context, state);
    }

    @Override
    public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
        return source.getSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
        return source.getEnumeratorCheckpointSerializer();
    }

    @Override
    public TypeInformation<SourceRecord> getProducedType() {
        return WireTypes.of(SourceRecord.class);
    }
}
