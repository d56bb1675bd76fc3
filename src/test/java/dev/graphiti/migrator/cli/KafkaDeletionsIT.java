package dev.graphiti.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graphiti.migrator.testing.KafkaBroker;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Topics in which tombstones delete some of the people: with their key as id, and with an id of their own. */
class KafkaDeletionsIT {
    @RegisterExtension
    static final Neo4jServer NEO4J = Neo4jServer.shared();

    @RegisterExtension
    static final KafkaBroker BROKER = KafkaBroker.shared();

    private static final String KEYED = "people" + System.nanoTime();
    private static final String OWN_ID = "staff" + System.nanoTime();

    @TempDir
    private Path folder;

    @BeforeAll
    static void fill() throws Exception {
        BROKER.create(KEYED, 2, Map.of());
        BROKER.create(OWN_ID, 2, Map.of());
        try (Producer<byte[], byte[]> producer = BROKER.producer()) {
            for (ProducerRecord<byte[], byte[]> message : List.of(
                    message(KEYED, 0, "kept", "{\"name\":\"Ada v1\"}"),
                    message(KEYED, 0, "kept", "{\"name\":\"Ada v2\"}"),
                    message(KEYED, 0, "gone", "{\"name\":\"Bob v1\"}"),
                    message(KEYED, 0, "gone", "{\"name\":\"Bob v2\"}"),
                    message(KEYED, 0, "gone", null),
                    message(KEYED, 0, "back", "{\"name\":\"Cid v1\"}"),
                    message(KEYED, 0, "back", null),
                    message(KEYED, 0, "back", "{\"name\":\"Cid v2\"}"),
                    message(KEYED, 1, "never", null),
                    // Another partition, so another key.
                    message(KEYED, 1, "kept", null),
                    message(OWN_ID, 0, "gone", "{\"id\":\"s-1\",\"name\":\"Dan v1\"}"),
                    message(OWN_ID, 0, "stays", "{\"id\":\"s-2\",\"name\":\"Eve v1\"}"),
                    message(OWN_ID, 0, "gone", "{\"id\":\"s-2\",\"name\":\"Eve v2\"}"),
                    message(OWN_ID, 0, "gone", null))) {
                producer.send(message).get();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"last, skip, Ada v2", "first, skip, Ada v1", "merge, skip, Ada v2", "last, dead-letter, Ada v2"})
    void whatIsDeletedIsNotWritten(String policy, String tombstones, String ada) throws IOException {
        NEO4J.clear();
        Workspace people = workspace(policy, tombstones);

        Call call = people.call("migrate", "-p", "2");

        assertThat(call.code()).as(call.out() + call.err()).isEqualTo(tombstones.equals("skip") ? 0 : 7);
        assertThat(call.out()).contains("14 records read").contains("The sum holds");
        assertThat(names()).containsExactly(ada, "Cid v2", "Eve v1");
        JsonNode report = people.report();
        assertThat(report.at("/verdict/sum_holds").asBoolean()).isTrue();
        assertThat(call.out()).contains("deleted-by-tombstone");
    }

    private static List<String> names() {
        return NEO4J.query("MATCH (n:Entity) RETURN n.name AS name ORDER BY name").stream()
                .map(row -> (String) row.get("name"))
                .toList();
    }

    private static ProducerRecord<byte[], byte[]> message(
            String topic, int partition, String key, @Nullable String value) {
        return new ProducerRecord<>(topic, partition, bytes(key), value == null ? null : bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Workspace workspace(String policy, String tombstones) {
        return new Workspace(folder)
                .write("""
                source: { type: kafka, bootstrap-servers: "%s", topics: [ %s, %s ], tombstones: %s }
                mapping:
                  %s: { group: acme, entity: { name: name } }
                  %s: { id: id, group: acme, entity: { name: name } }
                embedding: { type: hashing, dimension: 8 }
                run: { directory: "%s" }
                write: { on-duplicate: %s }
                """.formatted(
                                        BROKER.servers(),
                                        KEYED,
                                        OWN_ID,
                                        tombstones,
                                        KEYED,
                                        OWN_ID,
                                        folder.resolve("runs"),
                                        policy)
                        + Workspace.section(NEO4J.options()));
    }
}
