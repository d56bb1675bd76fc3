package dev.graphiti.migrator.source.kafka;

import dev.graphiti.migrator.source.FrozenSplits;
import dev.graphiti.migrator.source.SourceRecord;
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
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Flink's own source for Kafka, which keeps the offsets in checkpoints, with records of ours, ends that are fixed at the
 * first start, and failures that only a user can mend told as such.
 */
final class KafkaRecordSource
        implements Source<SourceRecord, KafkaPartitionSplit, KafkaSourceEnumState>, ResultTypeQueryable<SourceRecord> {
    private final KafkaSourceOptions options;
    private final RecordDeserializer deserializer;
    private final KafkaSource<SourceRecord> source;

    /** One that asks the brokers itself where to start and to end. */
    KafkaRecordSource(KafkaSourceOptions options) {
        this(options, null);
    }

    /** One that reads the offsets of a plan; where reading has no end, partitions that come later are read too. */
    KafkaRecordSource(KafkaSourceOptions options, @Nullable FrozenSplits plan) {
        this.options = options;
        this.deserializer = new RecordDeserializer(options);
        this.source = source(
                options, deserializer, plan == null || options.isContinuous() ? null : new PlannedOffsets(plan));
    }

    private static KafkaSource<SourceRecord> source(
            KafkaSourceOptions options, RecordDeserializer deserializer, @Nullable PlannedOffsets plan) {
        Properties settings = ConsumerSettings.of(options);
        settings.setProperty(ConsumerSettings.COMMIT_ON_CHECKPOINT, Boolean.toString(options.commitOffsets()));
        settings.putIfAbsent("client.id.prefix", "graphiti-migrator");
        KafkaSourceBuilder<SourceRecord> builder = KafkaSource.<SourceRecord>builder()
                .setProperties(settings)
                .setStartingOffsets(new StartOffsets(options, plan))
                .setDeserializer(deserializer);
        String pattern = options.topicPattern();
        if (pattern == null) {
            builder.setTopics(options.topics());
        } else {
            builder.setTopicPattern(Pattern.compile(pattern));
        }
        if (!options.isContinuous()) {
            builder.setBounded(new EndOffsets(options, plan));
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
        return new ExplainingReader(
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
                : new RestoredPlan(context, state);
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
        return TypeInformation.of(SourceRecord.class);
    }
}
