package dev.graphiti.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graphiti.migrator.graph.TargetOptions;
import dev.graphiti.migrator.testing.KafkaBroker;
import dev.graphiti.migrator.testing.Neo4jServer;
import dev.graphiti.migrator.testing.PineconeStandIn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The shipped demo of each source, through the command line into a real target: all is told, and twice is once. */
class DemosIT {
    @RegisterExtension
    static final Neo4jServer NEO4J = Neo4jServer.shared();

    @RegisterExtension
    static final KafkaBroker BROKER = KafkaBroker.shared();

    private static final Path DEMOS = Path.of("src/demo").toAbsolutePath();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @BeforeEach
    void clear() {
        NEO4J.clear();
    }

    @Test
    void graphRag() throws IOException {
        runTwice(
                "graphrag",
                config("graphrag")
                        .replace("${DEMO_DATA}", DEMOS.resolve("graphrag/data").toString()),
                0);

        assertThat(NEO4J.count("(n:Community)")).isEqualTo(4);
        assertThat(NEO4J.count("(:Episodic)-[:MENTIONS]->(:Entity)")).isPositive();
        assertThat(NEO4J.count("(:Entity)-[:RELATES_TO]->(:Entity:Stub)")).isPositive();
        assertThat(NEO4J.count("(:Community)-[:HAS_MEMBER]->(:Entity)")).isPositive();
    }

    @Test
    void pinecone() throws IOException {
        try (PineconeStandIn server = PineconeStandIn.serverless()) {
            for (String namespace : List.of("catalog", "letters", "visits")) {
                for (String line : Files.readAllLines(DEMOS.resolve("pinecone/data/" + namespace + ".jsonl"))) {
                    server.holding(namespace, PineconeStandIn.record(line));
                }
            }

            runTwice(
                    "pinecone",
                    config("pinecone")
                            .replace("${PINECONE_URL}", server.url())
                            .replace("${PINECONE_API_KEY}", PineconeStandIn.KEY),
                    0);
        }

        assertThat(NEO4J.count("(n:Exhibit)")).isGreaterThanOrEqualTo(110);
        assertThat(NEO4J.count("(n:Episodic)")).isEqualTo(132 + 62);
        assertThat(NEO4J.count("(:Person)-[:RELATES_TO {name: 'WROTE_TO'}]->(:Person)"))
                .isPositive();
        assertThat(NEO4J.count("(n:Episodic) WHERE n.valid_at > datetime('2030-01-01')"))
                .as("times in seconds and milliseconds")
                .isZero();
    }

    @Test
    void neo4j() throws IOException {
        try (Neo4jServer source = Neo4jServer.own("demo-source")) {
            source.clear();
            for (String statement : Files.readString(DEMOS.resolve("neo4j/data/observatory.cypher"))
                    .replaceAll("(?m)^//.*$", "")
                    .split(";\\s*\n", -1)) {
                if (!statement.isBlank()) {
                    source.query(statement);
                }
            }
            TargetOptions options = source.options();

            runTwice(
                    "neo4j",
                    config("neo4j")
                            .replace("${SOURCE_URI}", options.uri())
                            .replace("${SOURCE_PASSWORD}", options.password().value()),
                    0);
        }

        assertThat(NEO4J.count("(:Astronomer)-[:RELATES_TO {name: 'MADE'}]->(:Observation)"))
                .isPositive();
        assertThat(NEO4J.count("()-[r:RELATES_TO {name: 'MAINTAINS'}]->() WHERE r.invalid_at IS NOT NULL"))
                .isPositive();
    }

    @Test
    void kafka() throws Exception {
        String topics = "demo" + System.nanoTime() + ".";
        for (String topic : List.of("customers", "orders")) {
            BROKER.create(topics + topic, 3, Map.of());
            try (Producer<byte[], byte[]> producer = BROKER.producer()) {
                for (String line : Files.readAllLines(DEMOS.resolve("kafka/" + topic + ".jsonl"))) {
                    producer.send(message(topics + topic, JSON.readTree(line))).get();
                }
            }
        }

        runTwice(
                "kafka",
                config("kafka")
                        .replace("${KAFKA_BOOTSTRAP_SERVERS}", BROKER.servers())
                        .replace("shop.", topics),
                2);

        assertThat(NEO4J.count("(n:Customer)")).isGreaterThanOrEqualTo(60);
        assertThat(NEO4J.count("(n:Episodic)")).isEqualTo(236 - 15);
    }

    private void runTwice(String source, String yaml, int letters) throws IOException {
        Workspace workspace = new Workspace(folder.resolve(source));
        String run = "run:\n  directory: \"" + workspace.runs() + "\"\n";
        String whole = (yaml.contains("\nrun:\n") ? yaml.replace("run:\n", run) : yaml + "\n" + run)
                .replaceFirst("(?m)^embedding:.*$", "embedding: { type: hashing, dimension: 16 }");
        Files.createDirectories(workspace.folder());
        workspace.write(whole + Workspace.section(NEO4J.options()));

        Call first = workspace.call("migrate", "-p", "2");

        assertThat(first.code()).as(first.out() + first.err()).isZero();
        assertThat(first.out()).contains("The sum holds");
        assertThat(workspace.rows("dead-letters")).hasSize(letters);
        List<String> before = Workspace.dump(NEO4J);
        assertThat(workspace.call("migrate", "-p", "1").out()).contains("nothing was changed");
        Workspace.assertSame(Workspace.dump(NEO4J), before);
    }

    private static String config(String source) throws IOException {
        return Files.readString(DEMOS.resolve(source).resolve("migration.yaml"));
    }

    private static ProducerRecord<byte[], byte[]> message(String topic, JsonNode line) throws IOException {
        long timestamp = Instant.parse(line.path("timestamp").asText()).toEpochMilli();
        ProducerRecord<byte[], byte[]> message =
                new ProducerRecord<>(topic, null, timestamp, bytes(line.get("key")), value(line));
        for (Map.Entry<String, JsonNode> header : line.path("headers").properties()) {
            message.headers().add(header.getKey(), bytes(header.getValue()));
        }
        return message;
    }

    private static byte @Nullable [] value(JsonNode line) throws IOException {
        if (line.hasNonNull("text")) {
            return bytes(line.get("text"));
        }
        return line.hasNonNull("value") ? JSON.writeValueAsBytes(line.get("value")) : null;
    }

    private static byte @Nullable [] bytes(@Nullable JsonNode text) {
        return text == null || text.isNull() ? null : text.asText().getBytes(StandardCharsets.UTF_8);
    }
}
