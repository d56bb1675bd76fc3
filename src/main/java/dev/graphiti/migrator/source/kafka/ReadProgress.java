package dev.graphiti.migrator.source.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.metrics.MetricGroup;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * How far one reader is, in messages: gauges {@code sourceRemaining}, which Kafka's own lag is not, since that counts
 * what came after the end too, and {@code sourceUnassigned}, which is all until it is known what the reader gets.
 */
final class ReadProgress {
    private static final long MORE_THAN_ALL = 1L << 60;

    private final Map<TopicPartition, Long> leftOf = new HashMap<>();
    private final Map<TopicPartition, Long> endOf = new HashMap<>();
    private final AtomicLong remaining = new AtomicLong();
    private final AtomicLong unassigned = new AtomicLong(MORE_THAN_ALL);

    ReadProgress(MetricGroup group) {
        group.gauge("sourceRemaining", remaining::get);
        group.gauge("sourceUnassigned", unassigned::get);
    }

    void added(List<KafkaPartitionSplit> splits) {
        for (KafkaPartitionSplit split : splits) {
            split.getStoppingOffset().ifPresent(end -> {
                endOf.put(split.getTopicPartition(), end);
                left(split.getTopicPartition(), end - split.getStartingOffset());
            });
        }
    }

    void allAreAdded() {
        unassigned.set(0);
    }

    void passed(ConsumerRecord<?, ?> message) {
        TopicPartition partition = new TopicPartition(message.topic(), message.partition());
        Long end = endOf.get(partition);
        if (end != null) {
            left(partition, end - message.offset() - 1);
        }
    }

    private void left(TopicPartition partition, long messages) {
        Long before = leftOf.put(partition, messages);
        remaining.addAndGet(messages - (before == null ? 0 : before));
    }

    /** Behind the last message there may be markers of transactions, which are not seen. */
    void allAreRead() {
        remaining.set(0);
    }
}
