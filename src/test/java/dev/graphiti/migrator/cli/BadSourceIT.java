package dev.graphiti.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.graph.TargetOptions;
import dev.graphiti.migrator.testing.Neo4jServer;
import dev.graphiti.migrator.testing.ParquetText;
import dev.graphiti.migrator.testing.PineconeStandIn;
import dev.graphiti.migrator.testing.WeaviateStandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be wrong with a source, through the command line: one sentence, and what was read before is written. */
class BadSourceIT {
    @RegisterExtension
    static final Neo4jServer NEO4J = Neo4jServer.shared();

    private static final PineconeStandIn PINECONE =
            PineconeStandIn.serverless().holding("kept", "x-", 300).holding("goes", "y-", 900);
    private static final WeaviateStandIn WEAVIATE = WeaviateStandIn.start();

    @TempDir
    private Path folder;

    @BeforeEach
    void empty() {
        NEO4J.clearData();
    }

    @AfterAll
    static void close() {
        PINECONE.close();
        WEAVIATE.close();
    }

    static Stream<Arguments> wrongSources() {
        WEAVIATE.data().withClass("{\"class\": \"Book\", \"properties\": []}");
        String pinecone = "type: pinecone, control-url: \"%s\", ".formatted(PINECONE.url());
        String key = "api-key: " + PineconeStandIn.KEY + ", ";
        TargetOptions server = NEO4J.options();
        String neo4j = "uri: \"%s\", password: \"%s\""
                .formatted(server.uri(), server.password().value());
        return Stream.of(
                Arguments.of(pinecone + "api-key: pc-wrong-1, index: articles", "set source.api-key to a key that may"),
                Arguments.of(pinecone + key + "index: artikel", "there is no index 'artikel'"),
                Arguments.of(pinecone + key + "index: articles, namespaces: [gone]", "has no namespace 'gone', only:"),
                Arguments.of(
                        "type: pinecone, " + key + "host: \"http://127.0.0.1:1\"",
                        "it has never answered, check the address and http.proxy"),
                Arguments.of(
                        "type: weaviate, url: \"%s\", collections: [{ class: Bok }]".formatted(WEAVIATE.url()),
                        "has no class Bok but Book; correct source.collections"),
                Arguments.of(
                        "type: weaviate, url: \"http://no-such-host.invalid\"",
                        "could not be reached (there is no such host); it has never answered"),
                Arguments.of(
                        "type: neo4j, uri: \"%s\", password: wrong-1".formatted(server.uri()),
                        "check source.user and source.password"),
                Arguments.of("type: neo4j, nodes: [{ label: Persn }], " + neo4j, "source.nodes"),
                Arguments.of("type: graphrag, path: no/such/output", "no/such/output does not exist; name the folder"),
                Arguments.of(
                        "type: parquet, inputs: [{ collection: things, paths: [no/such.parquet] }]",
                        "source path no/such.parquet of collection things does not exist"),
                Arguments.of(
                        "type: kafka, bootstrap-servers: \"127.0.0.1:1\", topics: [a], timeout: 2s",
                        "No broker at 127.0.0.1:1 has answered"));
    }

    @ParameterizedTest
    @MethodSource("wrongSources")
    void isOneSentenceBeforeAnythingIsRead(String source, String hint) {
        Workspace workspace = new Workspace(folder);

        Call call = workspace.write(yaml(source, workspace)).call("migrate");

        assertThat(call.err()).startsWith("graphiti-migrator: ").contains(hint).hasLineCount(1);
        assertThat(call.code()).as(call.err()).isEqualTo(4);
        assertThat(call.err() + call.out())
                .doesNotContain("Exception")
                .doesNotContain(PineconeStandIn.KEY)
                .doesNotContain("wrong-1");
        assertThat(NEO4J.count("(n:Entity)")).isZero();
    }

    @Test
    void aNamespaceThatIsDeletedWhileItIsReadCostsOnlyItsRest() {
        Workspace workspace = new Workspace(folder);
        PINECONE.onFetch(fetch -> {
            if (fetch == 7) {
                PINECONE.deleteNamespace("goes");
            }
        });

        Call call = workspace
                .write(yaml(
                        "type: pinecone, control-url: \"%s\", api-key: %s, index: articles, splits-at-once: 1"
                                .formatted(PINECONE.url(), PineconeStandIn.KEY),
                        workspace))
                .call("migrate");

        assertThat(call.code()).as(call.out() + call.err()).isEqualTo(7);
        assertThat(call.out()).contains("The sum holds");
        assertThat(NEO4J.count("(n:Entity {group_id: 'kept'})")).isEqualTo(300);
        assertThat(NEO4J.count("(n:Entity {group_id: 'goes'})")).isBetween(100L, 800L);
        assertThat(workspace.rows("dead-letters"))
                .singleElement()
                .satisfies(row -> assertThat(row.at("/message").asText())
                        .startsWith("the namespace 'goes' was deleted while it was read; the records of split goes"));
    }

    @Test
    void aParquetFileThatWasCutCostsOnlyItself() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        write(data.resolve("a.parquet"), 0, 50);
        byte[] whole = Files.readAllBytes(write(data.resolve("b.parquet"), 50, 100));
        Files.write(data.resolve("b.parquet"), Arrays.copyOf(whole, whole.length / 2));
        Workspace workspace = new Workspace(folder);

        Call call = workspace
                .write(yaml(
                        "type: parquet, inputs: [{ collection: things, paths: [\"%s\"] }]".formatted(data), workspace))
                .call("migrate");

        assertThat(call.code()).as(call.out() + call.err()).isEqualTo(7);
        assertThat(call.out()).contains("The sum holds");
        assertThat(NEO4J.count("(n:Entity)")).isEqualTo(50);
        assertThat(workspace.rows("dead-letters"))
                .singleElement()
                .satisfies(row -> assertThat(row.at("/message").asText())
                        .startsWith("the file cannot be read: it was truncated after"));
    }

    private static Path write(Path file, long from, long to) throws IOException {
        return ParquetText.of("required binary id (STRING); required binary name (STRING);")
                .rows(LongStream.range(from, to)
                        .mapToObj(number -> Map.of("id", "i" + number, "name", "Thing " + number))
                        .toList())
                .write(file);
    }

    private static String mapping(String source) {
        if (source.contains("graphrag")) {
            return "";
        }
        // A file's records have no ids but those that the mapping names.
        String id = source.contains("parquet") ? "id: id, " : "";
        return "mapping: { \"*\": { %sgroup: \"{@collection}\", entity: { name: \"Thing {@id}\" } } }".formatted(id);
    }

    private static String yaml(String source, Workspace workspace) {
        return """
                source: { %s }
                %s
                embedding: { type: hashing, dimension: 8 }
                run: { directory: "%s" }
                """.formatted(source, mapping(source), workspace.runs()) + Workspace.section(NEO4J.options());
    }
}
