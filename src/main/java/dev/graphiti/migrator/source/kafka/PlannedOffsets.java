package dev.graphiti.migrator.source.kafka;

import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.flink.FrozenSplits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * The offsets at which the run's plan begins or ends, so that the job reads what was planned and counted, and not what came
 * in between. Nothing is read of a partition that was made after the plan.
 *
 * @param ends whether they are those at which reading ends
 * @param reset what happens where such an offset is gone
 */
@SuppressWarnings("deprecation") // the connector still asks for Kafka's old enum
record PlannedOffsets(FrozenSplits plan, boolean ends, OffsetResetStrategy reset) implements OffsetsInitializer {
    @Override
    public Map<TopicPartition, Long> getPartitionOffsets(
            Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        partitions.forEach(partition -> offsets.put(partition, 0L));
        try {
            for (SourceSplit split : plan.splits()) {
                PartitionRange range = PartitionRange.parse(split.spec());
                offsets.replace(
                        new TopicPartition(split.collection(), range.partition()), ends ? range.end() : range.start());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the run's plan cannot be read", e);
        }
        return offsets;
    }

    @Override
    public OffsetResetStrategy getAutoOffsetResetStrategy() {
        return reset;
    }
}
