package dev.graphiti.migrator.source.kafka;

import dev.graphiti.migrator.flink.WireTypes;
import dev.graphiti.migrator.source.SourceRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What Flink's connector calls for each message, on the thread of the task. */
final class RecordDeserializer implements KafkaRecordDeserializationSchema<SourceRecord> {
    private final KafkaSourceOptions options;
    private transient MessageParser parser;
    private transient ReadProgress progress;
    private transient PassedOffsets passed;
    private transient GapNotes gaps;

    @SuppressWarnings("NullAway.Init") // startReading() comes before all else.
    RecordDeserializer(KafkaSourceOptions options) {
        this.options = options;
    }

    void startReading(ReadProgress newProgress, PassedOffsets newPassed, GapNotes newGaps) {
        parser = new MessageParser(options);
        progress = newProgress;
        passed = newPassed;
        gaps = newGaps;
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<SourceRecord> out) {
        TopicPartition partition = new TopicPartition(message.topic(), message.partition());
        gaps.tell(passed.before(partition, message.offset()), out::collect);
        out.collect(parser.parse(message));
        progress.passed(message);
    }

    @Override
    public TypeInformation<SourceRecord> getProducedType() {
        return WireTypes.of(SourceRecord.class);
    }
}
