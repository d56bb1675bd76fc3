package dev.graphiti.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.graph.TargetOptions;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** From nodes and relationships to entities and facts, through the command line, in one database. */
class Neo4jMigrateIT {
    @RegisterExtension
    static final Neo4jServer NEO4J = Neo4jServer.shared();

    @TempDir
    private Path folder;

    @BeforeEach
    void empty() {
        NEO4J.clear();
    }

    @Test
    void keepsPropertiesThatAreCalledAsTheEndsAre() {
        NEO4J.query(
                "CREATE (:P {pid: 'a', name: 'A'})-[:SAYS {source: 'imdb', target: 'kids', w: 1}]->(:P {pid: 'b', name: 'B'})");

        Workspace migration = migrate("SAYS");

        assertThat(facts())
                .containsExactly(Map.of(
                        "from", "A", "to", "B", "fact", "A SAYS B", "source", "imdb", "target", "kids", "w", 1L));
        assertThat(migration.report().toString()).contains("reserved-name");
    }

    @Test
    void makesAFactOfARelationshipOfANodeToItself() {
        NEO4J.query("CREATE (a:P {pid: 'a', name: 'A'})-[:LIKES {source: 's', target: 't', w: 2}]->(a)");

        migrate("LIKES");

        assertThat(facts())
                .containsExactly(
                        Map.of("from", "A", "to", "A", "fact", "A LIKES A", "source", "s", "target", "t", "w", 2L));
    }

    private static List<Map<String, Object>> facts() {
        return NEO4J.query("MATCH (a:Entity)-[r:RELATES_TO]->(b:Entity) RETURN a.name AS from, b.name AS to,"
                + " r.fact AS fact, r.source AS source, r.target AS target, r.w AS w");
    }

    private Workspace migrate(String type) {
        TargetOptions server = NEO4J.options();
        Workspace migration = new Workspace(folder);
        migration.write("""
                source:
                  type: neo4j
                  uri: "%1$s"
                  password: "%2$s"
                  nodes: [{ label: P, key: pid }]
                  relationships: [{ type: %3$s }]
                mapping:
                  P: { group: g, entity: { name: name } }
                  %3$s:
                    group: g
                    related:
                      a: { collection: "{@start-collection}", id: "@start-id", name: "@start.name" }
                      b: { collection: "{@end-collection}", id: "@end-id", name: "@end.name" }
                    facts:
                      - name: "{@type}"
                        from: a
                        to: b
                        fact: "{@start.name} {@type} {@end.name}"
                        attributes: { only: [source, target, w] }
                embedding: { type: hashing, dimension: 16 }
                run: { directory: "%4$s" }
                """.formatted(server.uri(), server.password().value(), type, migration.runs())
                + Workspace.section(server));
        Call call = migration.call("migrate");
        assertThat(call.code()).as(call.err() + call.out()).isZero();
        return migration;
    }
}
