package dev.graphiti.migrator.source.kafka;

import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.testing.GatedConsumer;
import dev.graphiti.migrator.testing.KafkaBroker;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * A topic on a real broker, and what is to be read of it: each message with its partition, offset and number. It has a
 * large partition, one with transactions of which some were taken back, an empty one, and one whose beginning is gone.
 */
record Topic(KafkaBroker broker, String name) {
    static final int MANY = 4_000;
    static final int PARTITIONS = 4;

    private static final AtomicInteger TOPICS = new AtomicInteger();

    /** Not made yet. */
    static Topic unique(KafkaBroker broker) {
        return new Topic(broker, "things-" + TOPICS.incrementAndGet());
    }

    /** Makes the topic, and says what is to be read of it. */
    List<String> fill() {
        broker.create(name, PARTITIONS, Map.of());
        List<String> expected = new ArrayList<>(send(0, 0, MANY));
        expected.addAll(sendInTransactions());
        // A transaction takes six offsets with its marker: each that was taken back, and the marker before it.
        for (long offset = 5; offset < 60; offset += 12) {
            expected.add(gap(1, offset, 7));
        }
        send(3, 0, 120);
        broker.truncate(name, 3, 50);
        expected.addAll(lines(3, 50, 120));
        return expected.stream().sorted().toList();
    }

    /** The offsets of a partition are its numbers, as long as nothing else is sent to it. */
    private List<String> lines(int partition, long from, long to) {
        return LongStream.range(from, to)
                .mapToObj(number -> line(partition, number, number))
                .toList();
    }

    String line(int partition, long offset, long number) {
        return "%s-%d offset %d: %d".formatted(name, partition, offset, number);
    }

    String gap(int partition, long offset, long size) {
        return "%s-%d offset %d: %d offset-without-record".formatted(name, partition, offset, size);
    }

    /** What lies between the last record of a partition and its end; where reading has no end, it is not told. */
    String lastGap() {
        return gap(1, 53, 7);
    }

    /** What a record is called; as {@link #line}. */
    static String line(SourceRecord record) {
        if (record.note() != null) {
            return "%s %s: %d %s"
                    .formatted(record.origin().split(), record.origin().position(), record.noteCount(), record.note());
        }
        Object content =
                record.damage() == null ? String.valueOf(record.fields().at("n")) : record.damage();
        return "%s %s: %s".formatted(record.origin().split(), record.origin().position(), content);
    }

    List<String> send(int partition, long from, long to) {
        List<Future<RecordMetadata>> answers = new ArrayList<>();
        try (Producer<byte[], byte[]> producer = broker.producer()) {
            for (long number = from; number < to; number++) {
                answers.add(
                        producer.send(message(partition, partition + "/" + number, "{\"n\":%d}".formatted(number))));
            }
        }
        return lines(partition, answers, from);
    }

    private List<String> lines(int partition, List<Future<RecordMetadata>> answers, long first) {
        List<String> lines = new ArrayList<>();
        try {
            for (int i = 0; i < answers.size(); i++) {
                lines.add(line(partition, answers.get(i).get().offset(), first + i));
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return lines;
    }

    /** Ten transactions of five messages, of which every other one is taken back; the last one is among these. */
    private List<String> sendInTransactions() {
        List<String> sent = new ArrayList<>();
        try (Producer<byte[], byte[]> producer = broker.producer("transactional.id", name)) {
            producer.initTransactions();
            for (int transaction = 0; transaction < 10; transaction++) {
                producer.beginTransaction();
                List<Future<RecordMetadata>> answers = new ArrayList<>();
                int first = transaction * 5;
                for (int number = first; number < first + 5; number++) {
                    answers.add(producer.send(message(1, "1/" + number, "{\"n\":%d}".formatted(number))));
                }
                if (transaction % 2 == 0) {
                    producer.commitTransaction();
                    sent.addAll(lines(1, answers, first));
                } else {
                    producer.flush();
                    producer.abortTransaction();
                }
            }
        }
        return sent;
    }

    /** The last of the many is of a later day. */
    ProducerRecord<byte[], byte[]> message(int partition, String key, String value) {
        long day = value.equals("{\"n\":%d}".formatted(MANY - 1)) ? 1_767_398_400_000L : 1_767_225_600_000L;
        return new ProducerRecord<>(
                name, partition, day, key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
    }

    KafkaSourceOptions options(String more) {
        return Kafka.options("bootstrap-servers: \"%s\", topics: [%s]".formatted(broker.servers(), name)
                + (more.isEmpty() ? "" : ", " + more));
    }

    /** Waits at the gate before its consumer hands over more messages of a partition than that. */
    KafkaSourceOptions gated(int messages, String... more) {
        return options("properties: { interceptor.classes: %s, %s: %d, max.poll.records: 100 }%s"
                .formatted(
                        GatedConsumer.class.getName(),
                        GatedConsumer.MESSAGES,
                        messages,
                        more.length == 0 ? "" : ", " + String.join(", ", more)));
    }

    KafkaSourceOptions withTls(String password) {
        return Kafka.options("bootstrap-servers: \"%s\", topics: [%s], timeout: 60s, %s"
                .formatted(broker.tlsServers(), name, credentials(password)));
    }

    private String credentials(String password) {
        return ("properties: { security.protocol: SASL_SSL, sasl.mechanism: PLAIN, ssl.truststore.type: PEM,"
                        + " ssl.truststore.location: \"%s\", sasl.jaas.config: \"%s required username='%s' password='%s';\" }")
                .formatted(
                        broker.certificate(),
                        "org.apache.kafka.common.security.plain.PlainLoginModule",
                        broker.user(),
                        password);
    }
}
