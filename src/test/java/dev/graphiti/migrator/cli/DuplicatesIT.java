package dev.graphiti.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records with one id far apart from each other: in other splits of a file, and in another file. */
class DuplicatesIT {
    @RegisterExtension
    static final Neo4jServer NEO4J = Neo4jServer.shared();

    private static final int PEOPLE = 600;
    private static final List<String> WITH_THE_RUN = List.of("created_at");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"first, first, London, 1", "last, last, Paris, 1", "merge, last, Paris, 0"})
    void thePlaceInTheSourceDecidesAtAnyParallelism(String policy, String summary, String city, int skipped)
            throws IOException {
        writePeople();
        List<String> expected = List.of();
        for (String variant : List.of("1", "3", "2 spread")) {
            NEO4J.clear();
            Workspace people = workspace(policy, variant.contains("spread") ? 4 : 1);

            Call call = people.call("migrate", "-p", variant.substring(0, 1));

            assertThat(call.code()).as(call.out() + call.err()).isZero();
            JsonNode report = people.report();
            assertThat(report.at("/verdict/sum_holds").asBoolean())
                    .as(call.out())
                    .isTrue();
            // Equal: p-1 three times; different: p-2 twice.
            long others = skipped == 1 ? 3 : 0;
            assertThat(call.out()).contains("%d records read".formatted(PEOPLE + 3));
            assertThat(call.out().contains("duplicate-id")).isEqualTo(others > 0);
            Map<String, Object> two = NEO4J.query(
                            "MATCH (n:Entity {name: 'Person 2'}) RETURN n.summary AS summary, n.city AS city,"
                                    + " n.born AS born, n.died AS died")
                    .get(0);
            assertThat(two).containsEntry("summary", summary).containsEntry("city", city);
            assertThat(two.get("born") != null).isEqualTo(!policy.equals("last"));
            assertThat(two.get("died") != null).isEqualTo(!policy.equals("first"));
            List<String> graph = Workspace.dump(NEO4J, WITH_THE_RUN);
            if (!expected.isEmpty()) {
                Workspace.assertSame(graph, expected);
            }
            expected = graph;
        }
        assertThat(expected).hasSize(PEOPLE);
    }

    @Test
    void unlessToldOtherwiseADifferentOneIsADeadLetter() throws IOException {
        writePeople();
        NEO4J.clear();
        Workspace people = workspace("dead-letter", 1);

        Call call = people.call("migrate", "-p", "1");

        assertThat(call.code()).isEqualTo(7);
        assertThat(people.rows("dead-letters"))
                .extracting(letter -> letter.path("reason").asText())
                .containsExactly("duplicate-id");
        assertThat(people.report().at("/verdict/sum_holds").asBoolean()).isTrue();
    }

    private void writePeople() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < PEOPLE; i++) {
            if (i == 2) {
                lines.append(line(2, "\"note\":\"first\",\"city\":\"London\",\"born\":1815"));
            } else {
                lines.append(line(i, "\"note\":\"once\",\"city\":\"Oslo\""));
            }
            if (i == PEOPLE / 2 || i == PEOPLE - 1) {
                lines.append(line(1, "\"note\":\"once\",\"city\":\"Oslo\""));
            }
        }
        Files.writeString(folder.resolve("a.jsonl"), lines);
        Files.writeString(folder.resolve("b.jsonl"), line(2, "\"note\":\"last\",\"city\":\"Paris\",\"died\":1852"));
    }

    private static String line(int number, String more) {
        return "{\"id\":\"p-%d\",\"name\":\"Person %d\",%s}%n".formatted(number, number, more);
    }

    private Workspace workspace(String policy, int spread) {
        return new Workspace(folder)
                .write("""
                source: { type: json, split-size: 4kb, inputs: [ { collection: people, paths: [ "%s/*.jsonl" ] } ] }
                mapping: { people: { id: id, group: acme, entity: { name: name, summary: note } } }
                embedding: { type: hashing, dimension: 8 }
                run: { directory: "%s" }
                write: { on-duplicate: %s, spread: %d }
                """.formatted(folder, folder.resolve("runs"), policy, spread)
                        + Workspace.section(NEO4J.options()));
    }
}
