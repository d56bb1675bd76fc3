package dev.graphiti.migrator.source.kafka;

import dev.graphiti.migrator.config.ByteSize;
import dev.graphiti.migrator.config.Secret;
import dev.graphiti.migrator.config.Setting;
import dev.graphiti.migrator.config.Variant;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.flink.FrozenSplits;
import dev.graphiti.migrator.source.flink.SourceOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.source.Source;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.jspecify.annotations.Nullable;

/** Which topics to read, from where to where, and how. */
@Variant(
        value = "kafka",
        description = "Messages of Kafka topics: the value is a JSON record, the key its id, the topic its collection.")
public record KafkaSourceOptions(
        @Setting(
                value = "One or more brokers as host:port, separated by commas.",
                example = "\"broker-1:9092,broker-2:9092\"")
        String bootstrapServers,

        @Setting(value = "The topics to read.", example = "[orders, customers]")
        List<String> topics,

        @Setting(
                value = "A regular expression that matches the whole names of the topics, instead of `topics`. With"
                        + " continuous reading, topics that are created later are read too.",
                example = "\"crm[.].*\"")
        @Nullable
        String topicPattern,

        @Setting(
                value = "`until-now`: reads the messages that were committed when the run started, and then ends;"
                        + " `continuous`: also reads later messages, until the job is stopped.",
                defaultValue = "until-now")
        ReadMode read,

        @Setting(
                value = "The start of a new run in each partition: `earliest`, `latest`, `timestamp` or `offsets`.",
                defaultValue = "earliest")
        StartAt start,

        @Setting(value = "With `start: timestamp`, the start time.", example = "2026-01-01T00:00:00Z") @Nullable
        Instant startTimestamp,

        @Setting(
                value = "With `start: offsets`, the first offset to read, by topic and partition; other partitions"
                        + " are read from the earliest offset.",
                example = "{ orders: { 0: 1200, 1: 1180 } }")
        Map<String, Map<String, Long>> startOffsets,

        @Setting(
                value = "What to do with messages without a value: `skip` counts them under the rule `tombstone`,"
                        + " `dead-letter` writes dead letters. In both cases, `write.on-duplicate: first`, `last`"
                        + " or `merge` skips the messages that they delete.",
                defaultValue = "skip")
        Tombstones tombstones,

        @Setting(
                value = "Settings of Kafka's consumer by their original names, such as those for TLS and SASL."
                        + " Passwords, keys, tokens and login modules are never shown.",
                example = "{ security.protocol: SASL_SSL, sasl.mechanism: PLAIN }")
        Map<String, Secret> properties,

        @Setting(
                value = "The consumer group, if the brokers require one. The position of the job is stored only in"
                        + " checkpoints.",
                example = "graphiti-migrator")
        @Nullable
        String groupId,

        @Setting(
                value = "Whether the offsets of the group are committed to the brokers at each checkpoint, for"
                        + " tools that monitor its lag.",
                defaultValue = "false")
        boolean commitOffsets,

        @Setting(value = "A longer value is a dead letter.", defaultValue = "16mb", min = "1kb", max = "256mb")
        ByteSize maxRecordSize,

        @Setting(
                value = "How long the run waits for an answer of the brokers before it starts.",
                defaultValue = "15s",
                min = "100ms",
                max = "1h")
        Duration timeout)
        implements SourceOptions {

    public KafkaSourceOptions {
        topics = List.copyOf(topics);
        startOffsets = inOrder(startOffsets);
        properties = inOrder(ConsumerSettings.marked(properties));
        KafkaOptionsValidator.check(bootstrapServers, topics, topicPattern);
        KafkaOptionsValidator.checkStart(read, start, startTimestamp, startOffsets);
        KafkaOptionsValidator.checkProperties(properties, groupId, commitOffsets);
    }

    /** The order of the file, for what is shown. */
    private static <V> Map<String, V> inOrder(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    @Override
    public RecordSource source() {
        return new KafkaRecordSource(this);
    }

    Source<SourceRecord, ?, ?> flinkSource() {
        return new FlinkKafkaSource(this);
    }

    @Override
    public Source<SourceRecord, ?, ?> flinkSource(FrozenSplits plan) {
        return FlinkKafkaSource.of(this, plan);
    }

    @Override
    public boolean endsEachSplit() {
        return false;
    }

    @Override
    public boolean tellsDeletions() {
        return true;
    }

    /** Whether reading goes on after offsets that the brokers no longer hold. */
    boolean passesWhatIsGone() {
        Secret reset = properties.get(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG);
        return reset != null && reset.value().equals("earliest");
    }

    boolean isContinuous() {
        return read == ReadMode.CONTINUOUS;
    }
}
