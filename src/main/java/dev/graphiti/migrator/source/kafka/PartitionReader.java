package dev.graphiti.migrator.source.kafka;

import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.SourceRecord;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Reads one partition up to an offset, outside of any job. */
final class PartitionReader implements RecordReader {
    private static final Duration POLL = Duration.ofMillis(200);

    private final TopicPartition partition;
    private final long end;
    private final KafkaFailure failure;
    private final MessageParser parser;
    private final TopicMetadataClient inquiry;
    private Iterator<ConsumerRecord<byte[], byte[]>> polled = Collections.emptyIterator();

    PartitionReader(KafkaSourceOptions options, TopicPartition partition, long start, long end) {
        this.partition = partition;
        this.end = end;
        this.failure = new KafkaFailure(options);
        this.parser = new MessageParser(options);
        this.inquiry = new TopicMetadataClient(options);
        inquiry.consumer().assign(List.of(partition));
        inquiry.consumer().seek(partition, start);
    }

    @Override
    public @Nullable SourceRecord next() {
        Consumer<byte[], byte[]> consumer = inquiry.consumer();
        try {
            while (!polled.hasNext() && consumer.position(partition) < end) {
                polled = consumer.poll(POLL).iterator();
            }
        } catch (KafkaException e) {
            throw failure.hopeless(e).orElseGet(() -> failure.explained(e));
        }
        if (!polled.hasNext()) {
            return null;
        }
        ConsumerRecord<byte[], byte[]> message = polled.next();
        return message.offset() < end ? parser.parse(message) : null;
    }

    @Override
    public void close() {
        inquiry.close();
    }
}
