package dev.graphiti.migrator.testing;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Holds a consumer of Kafka's back at the gate of {@link GatedSource} once it has polled so many messages as
 * {@code gated.messages} says; it comes in as one of {@code interceptor.classes}.
 */
public final class GatedConsumer implements ConsumerInterceptor<byte[], byte[]> {
    public static final String MESSAGES = "gated.messages";

    private long left;

    @Override
    public void configure(Map<String, ?> settings) {
        left = Long.parseLong(String.valueOf(settings.get(MESSAGES)));
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> polled) {
        left -= polled.count();
        if (left < 0) {
            GatedSource.awaitOpen();
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
