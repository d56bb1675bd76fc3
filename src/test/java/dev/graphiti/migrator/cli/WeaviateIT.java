package dev.graphiti.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.testing.Neo4jServer;
import dev.graphiti.migrator.testing.WeaviateDemoServer;
import dev.graphiti.migrator.testing.WeaviateStandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The demo of Weaviate, through the command line, on a real target. */
class WeaviateIT {
    @RegisterExtension
    static final Neo4jServer NEO4J = Neo4jServer.shared();

    private static final Path DEMO = Path.of("src/demo/weaviate");

    @TempDir
    private Path folder;

    private final WeaviateStandIn server = WeaviateStandIn.start();

    @BeforeEach
    void fill() throws IOException {
        NEO4J.clear();
        WeaviateDemoServer.load(DEMO.resolve("data"), server.data());
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void crossReferencesBecomeFactsBetweenTheEntitiesOfRecords() throws IOException {
        Workspace demo = demo();

        Call call = demo.call("migrate", "-p", "2");

        assertThat(call.code()).as(call.out() + call.err()).isZero();
        assertThat(call.out())
                .contains("1 inactive tenants cannot be read: tenant windle of class VisitorNote (INACTIVE)");
        assertThat(count("(:Entity:Exhibit)")).isEqualTo(130);
        assertThat(count("(:Entity:Person)")).isEqualTo(60);
        assertThat(count("(:Episodic)")).isEqualTo(116);
        assertThat(count("(:Exhibit)-[:RELATES_TO {name: 'MADE_BY'}]->(:Person)"))
                .isEqualTo(130);
        assertThat(count("(:Exhibit)-[:RELATES_TO {name: 'BELONGS_WITH'}]->(:Person)"))
                .isPositive();
        assertThat(count("(:Exhibit)-[:RELATES_TO {name: 'BELONGS_WITH'}]->(:Exhibit)"))
                .isPositive();
        assertThat(count("(:Episodic)-[:MENTIONS]->(:Exhibit)")).isGreaterThanOrEqualTo(116);
        assertThat(demo.rows("dead-letters").stream()
                        .map(row -> row.at("/reason").asText()))
                .containsExactlyInAnyOrder("damaged", "endpoint-missing");

        List<String> before = Workspace.dump(NEO4J);
        assertThat(demo.call("migrate", "-p", "1").out()).contains("nothing was changed");
        Workspace.assertSame(Workspace.dump(NEO4J), before);
    }

    @Test
    void aWrongKeyIsOneSentence() throws IOException {
        server.askingForKey();

        Call call = demo().call("migrate");

        assertThat(call.code()).isEqualTo(4);
        assertThat(call.err().strip().lines()).hasSize(1);
        assertThat(call.err()).contains("answered 401; set source.api-key to a key that may read there");
    }

    private Workspace demo() throws IOException {
        String yaml = Files.readString(DEMO.resolve("migration.yaml"))
                .replace("${WEAVIATE_URL}", server.url())
                .replaceFirst("(?m)^embedding:.*$", "embedding: { type: hashing, dimension: 16 }");
        Workspace workspace = new Workspace(folder);
        return workspace.write(yaml.replace("\nrun:\n", "\nrun:\n  directory: \"" + workspace.runs() + "\"\n")
                + Workspace.section(NEO4J.options()));
    }

    private static long count(String pattern) {
        List<Map<String, Object>> rows = NEO4J.query("MATCH p = " + pattern + " RETURN count(p) AS count");
        return (Long) Objects.requireNonNull(rows.get(0).get("count"));
    }
}
