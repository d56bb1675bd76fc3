package dev.graphiti.migrator.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.source.SourceSplit;
import java.util.List;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer.PartitionOffsetsRetriever;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

@SuppressWarnings("deprecation") // the connector still asks for Kafka's old enum
class PlannedOffsetsTest {
    private static final List<TopicPartition> PARTITIONS =
            List.of(new TopicPartition("a", 0), new TopicPartition("a", 1), new TopicPartition("a", 2));

    @Test
    void areThoseOfThePlanAndNothingOfALaterPartition() {
        assertThat(offsets(false))
                .isEqualTo(Map.of(PARTITIONS.get(0), 3L, PARTITIONS.get(1), 0L, PARTITIONS.get(2), 0L));
        assertThat(offsets(true))
                .isEqualTo(Map.of(PARTITIONS.get(0), 9L, PARTITIONS.get(1), 7L, PARTITIONS.get(2), 0L));
    }

    private static Map<TopicPartition, Long> offsets(boolean ends) {
        List<SourceSplit> plan = List.of(
                new SourceSplit("a-0", "a", new PartitionRange(0, 3, 9).spec(), 6),
                new SourceSplit("a-1", "a", new PartitionRange(1, 0, 7).spec(), 7),
                new SourceSplit("gone-0", "gone", new PartitionRange(0, 0, 7).spec(), 7));
        return new PlannedOffsets(() -> plan, ends, OffsetResetStrategy.NONE)
                .getPartitionOffsets(PARTITIONS, new SilentBroker());
    }

    /** Is never asked. */
    private static final class SilentBroker implements PartitionOffsetsRetriever {
        @Override
        public Map<TopicPartition, Long> committedOffsets(java.util.Collection<TopicPartition> partitions) {
            throw new AssertionError("the plan says it");
        }

        @Override
        public Map<TopicPartition, Long> endOffsets(java.util.Collection<TopicPartition> partitions) {
            throw new AssertionError("the plan says it");
        }

        @Override
        public Map<TopicPartition, Long> beginningOffsets(java.util.Collection<TopicPartition> partitions) {
            throw new AssertionError("the plan says it");
        }

        @Override
        public Map<TopicPartition, org.apache.kafka.clients.consumer.OffsetAndTimestamp> offsetsForTimes(
                Map<TopicPartition, Long> timestamps) {
            throw new AssertionError("the plan says it");
        }
    }
}
