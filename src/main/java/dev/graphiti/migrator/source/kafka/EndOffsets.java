package dev.graphiti.migrator.source.kafka;

import java.util.Collection;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Where reading until now ends: fixed once, when the job first starts, and then part of each split. Asked of a consumer,
 * since to the connector's own client a transaction that is open would belong to it, and never be seen.
 */
@SuppressWarnings("deprecation") // the connector still asks for Kafka's old enum
record EndOffsets(KafkaSourceOptions options) implements OffsetsInitializer {
    @Override
    public Map<TopicPartition, Long> getPartitionOffsets(
            Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
        try (TopicMetadataClient inquiry = new TopicMetadataClient(options)) {
            return inquiry.ends(partitions);
        }
    }

    @Override
    public OffsetResetStrategy getAutoOffsetResetStrategy() {
        return OffsetResetStrategy.NONE;
    }
}
