package dev.graphiti.migrator.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.crash.Fingerprint.Leeway;
import dev.graphiti.migrator.testing.KafkaBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Tickets as messages of a topic; those of a file are in one partition. */
record TicketTopic(Tickets tickets, String servers, int batchSize) implements CrashData {
    private static final int PARTITIONS = 3;
    private static final String TOPIC = "tickets";
    private static final String SOURCE = """
            source: { type: kafka, bootstrap-servers: "%s", topics: [%s], read: until-now }
            """;

    /**
     * Fills the topic.
     *
     * @param servers the addresses for the job
     */
    static TicketTopic on(KafkaBroker broker, String servers, Tickets tickets, int batchSize) throws IOException {
        broker.create(TOPIC, PARTITIONS, Map.of());
        List<Path> files = tickets.files();
        List<Future<RecordMetadata>> answers = new ArrayList<>();
        try (Producer<byte[], byte[]> producer = broker.producer()) {
            for (int file = 0; file < files.size(); file++) {
                for (String line : Files.readAllLines(files.get(file))) {
                    answers.add(producer.send(new ProducerRecord<>(
                            TOPIC, file % PARTITIONS, null, line.getBytes(StandardCharsets.UTF_8))));
                }
            }
        }
        // Closing the producer has completed them all.
        for (Future<RecordMetadata> answer : answers) {
            assertThat(answer).succeedsWithin(Duration.ZERO);
        }
        return new TicketTopic(tickets, servers, batchSize);
    }

    @Override
    public String sections() {
        return SOURCE.formatted(servers, TOPIC) + tickets.otherSections();
    }

    @Override
    public Set<Leeway> leeway() {
        return tickets.leeway();
    }
}
