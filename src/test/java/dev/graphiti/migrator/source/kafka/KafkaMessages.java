package dev.graphiti.migrator.source.kafka;

import dev.graphiti.migrator.source.SourceRecord;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** Messages as the job reads them, without a broker. */
public final class KafkaMessages {
    private KafkaMessages() {}

    /**
     * The record of a message.
     *
     * @param options what stands in the section {@code source} besides the type
     */
    public static SourceRecord parsed(
            String options, byte @Nullable [] key, byte @Nullable [] value, String headerName, byte[] headerValue) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(headerName, headerValue);
        return new MessageParser(Kafka.options(options))
                .parse(new ConsumerRecord<>(
                        "orders",
                        3,
                        41,
                        1_767_225_600_000L,
                        TimestampType.CREATE_TIME,
                        0,
                        0,
                        key,
                        value,
                        headers,
                        Optional.empty()));
    }
}
