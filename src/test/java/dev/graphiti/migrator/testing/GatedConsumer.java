package dev.graphiti.migrator.testing;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Holds a consumer of Kafka's back at the {@link Gate} once it has polled so many messages of a partition as
 * {@code gated.messages} says; it comes in as one of {@code interceptor.classes}.
 */
public final class GatedConsumer implements ConsumerInterceptor<byte[], byte[]> {
    public static final String MESSAGES = "gated.messages";

    private final Map<TopicPartition, Integer> polledOf = new HashMap<>();
    private int most;

    @Override
    public void configure(Map<String, ?> settings) {
        most = Integer.parseInt(String.valueOf(settings.get(MESSAGES)));
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> polled) {
        for (TopicPartition partition : polled.partitions()) {
            int all = polledOf.merge(partition, polled.records(partition).size(), Integer::sum);
            if (all > most) {
                Gate.await(partition.toString());
            }
        }
        return polled;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        // Nothing is held back here.
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
