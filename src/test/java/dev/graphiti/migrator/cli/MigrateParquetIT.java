package dev.graphiti.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.testing.Neo4jServer;
import dev.graphiti.migrator.testing.ParquetText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A folder of Parquet files, through the command line, on a real server. */
class MigrateParquetIT {
    @RegisterExtension
    static final Neo4jServer NEO4J = Neo4jServer.shared();

    @TempDir
    private Path folder;

    @BeforeEach
    void empty() {
        NEO4J.clear();
    }

    @Test
    void filesOfSeveralRowGroupsBecomeAGraphAndASecondRunChangesNothing() throws IOException {
        write(
                "people/part-0.parquet",
                "required binary id (STRING); required binary name (STRING); optional int32 age;",
                0);
        write(
                "people/part-1.parquet",
                "required binary id (STRING); required binary name (STRING); optional int64 age;",
                30);
        ParquetText.of(
                        "required binary id (STRING); required binary text (STRING); required int64 at (TIMESTAMP(MILLIS,true));"
                                + " optional group people (LIST) { repeated group list { optional binary element (STRING); } }")
                .row(Map.of(
                        "id",
                        "n-1",
                        "text",
                        "P 1 met P 31.",
                        "at",
                        1_735_689_600_000L,
                        "people",
                        Map.of("list", List.of(Map.of("element", "p-1"), Map.of("element", "p-31")))))
                .write(folder.resolve("data/notes/notes.parquet"));
        Workspace work = new Workspace(folder).write(config());

        Call first = work.call("migrate", "-p", "2");

        assertThat(first.code()).as(first.err() + first.out()).isZero();
        assertThat(work.report().at("/verdict/sum_holds").asBoolean()).isTrue();
        assertThat(NEO4J.count("(:Entity:Person)")).isEqualTo(60);
        assertThat(NEO4J.query("MATCH (n:Person {name: 'P 31'}) RETURN n.age AS age, n.group_id AS group"))
                .containsExactly(Map.of("age", 51L, "group", "town"));
        assertThat(NEO4J.query("MATCH (e:Episodic)-[:MENTIONS]->(n) RETURN toString(e.valid_at) AS at, n.name AS name"
                        + " ORDER BY name"))
                .containsExactly(
                        Map.of("at", "2025-01-01T00:00:00Z", "name", "P 1"),
                        Map.of("at", "2025-01-01T00:00:00Z", "name", "P 31"));

        List<String> before = Workspace.dump(NEO4J);
        Call second = work.call("migrate", "-p", "1");

        assertThat(second.code()).as(second.err()).isZero();
        assertThat(second.out()).contains("nothing was changed");
        Workspace.assertSame(Workspace.dump(NEO4J), before);
    }

    /** Thirty people, ten in a row group. */
    private void write(String name, String columns, int from) throws IOException {
        ParquetText file = ParquetText.of(columns).rowsPerGroup(10);
        for (int i = from; i < from + 30; i++) {
            file.row(Map.of(
                    "id", "p-" + i, "name", "P " + i, "age", columns.contains("int32") ? (Object) (20 + i) : 20L + i));
        }
        file.write(folder.resolve("data").resolve(name));
    }

    private String config() {
        return """
                source:
                  type: parquet
                  inputs:
                    - { collection: people, paths: [ "%1$s/people" ] }
                    - { collection: notes, paths: [ "%1$s/notes" ] }
                mapping:
                  people:
                    id: id
                    group: town
                    entity: { name: name, label: Person, attributes: { only: [ age ] } }
                  notes:
                    id: id
                    group: town
                    time: { field: at }
                    episode: { name: id, content: text }
                    related: { person: { each: people, collection: people, id: . } }
                embedding: { type: hashing, dimension: 8 }
                run: { directory: "%2$s" }
                """.formatted(folder.resolve("data"), folder.resolve("runs")) + Workspace.section(NEO4J.options());
    }
}
