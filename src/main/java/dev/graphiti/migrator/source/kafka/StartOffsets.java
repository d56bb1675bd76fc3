package dev.graphiti.migrator.source.kafka;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a run starts, as offsets and not as words such as "earliest", which would mean another place after a restart.
 * Offsets that are gone are no reason to go on elsewhere, unless the properties say so.
 */
@SuppressWarnings("deprecation") // the connector still asks for Kafka's old enum
record StartOffsets(KafkaSourceOptions options) implements OffsetsInitializer {
    @Override
    public Map<TopicPartition, Long> getPartitionOffsets(
            Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
        try (TopicMetadataClient inquiry = new TopicMetadataClient(options)) {
            return inquiry.starts(partitions);
        }
    }

    @Override
    public OffsetResetStrategy getAutoOffsetResetStrategy() {
        String reset = ConsumerSettings.of(options).getProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG);
        return OffsetResetStrategy.valueOf(reset.toUpperCase(Locale.ROOT));
    }
}
