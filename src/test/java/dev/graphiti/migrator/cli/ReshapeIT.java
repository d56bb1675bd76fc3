package dev.graphiti.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conversations whose turns become episodes, by the whole job. */
class ReshapeIT {
    @RegisterExtension
    static final Neo4jServer NEO4J = Neo4jServer.shared();

    private static final int CHATS = 400;

    @TempDir
    private Path folder;

    @BeforeEach
    void emptyGraph() {
        NEO4J.clear();
    }

    @ParameterizedTest
    @CsvSource({"1, dead-letter", "3, dead-letter", "2, last"})
    void turnsBecomeEpisodes(String parallelism, String policy) throws IOException {
        List<String> expected = writeChats("data/may");

        Call call = workspace(policy).call("migrate", "-p", parallelism);

        assertThat(call.code()).as(call.out() + call.err()).isEqualTo(7);
        assertThat(call.out())
                .contains(
                        "; 400 records read, 380 of them reshaped into 760: 780 records = 760 mapped + 10 skipped (reshape-empty 10)"
                                + " + 10 dead-lettered (reshape-failed 10); 760 elements = 760 written. The sum holds.");
        assertThat(episodes()).containsExactlyInAnyOrderElementsOf(expected);
        JsonNode sum = workspace(policy).report().path("records").path(0);
        assertThat(List.of("read", "reshaped", "results", "mapped"))
                .extracting(name -> sum.path(name).asInt())
                .containsExactly(400, 380, 760, 760);
        assertThat(Files.readString(workspace(policy).lastRun().resolve("report.html")))
                .contains("400 records read, reshaped: 780 records", "<th scope=\"col\">reshaped</th>");
        assertThat(workspace(policy).ledger())
                .hasSize(760)
                .allSatisfy(row -> assertThat(row.position()).matches("offset [0-9]+ result [12]"));
        assertThat(workspace(policy).rows("dead-letters")).hasSize(10).allSatisfy(letter -> {
            assertThat(letter.path("stage").asText()).isEqualTo("reshape");
            assertThat(letter.path("record").path("fields").path("turns").asText())
                    .isEqualTo("none");
            assertThat(letter.path("message").asText())
                    .isEqualTo("the program failed on this record: Cannot iterate over string (\"none\")");
        });
    }

    /** Neither a second run nor another place of the files makes other ids. */
    @Test
    void aSecondRunOverMovedFilesChangesNothing() throws IOException {
        writeChats("data/may");
        workspace("dead-letter").call("migrate", "-p", "2");
        List<String> before = Workspace.dump(NEO4J);
        Files.createDirectories(folder.resolve("moved"));
        Files.move(folder.resolve("data"), folder.resolve("moved/data"));

        Call call = workspace("dead-letter").call("migrate", "-p", "1");

        assertThat(call.out()).contains("760 elements = 0 written + 760 merged");
        Workspace.assertSame(Workspace.dump(NEO4J), before);
    }

    @Test
    void aDryRunShowsTheResults() throws IOException {
        writeChats("data/may");

        Call call = workspace("dead-letter").call("migrate", "--dry-run");

        assertThat(call.out())
                .contains(
                        "reshaped into 2 records",
                        "skipped  by the rule reshape-empty",
                        "dead letter  reshape-failed: the program failed on this record: Cannot iterate over string",
                        "chats.jsonl[0,4096) offset ",
                        " result 2",
                        "from chat: \"Ann of may: Hi 2\"");
    }

    @Test
    void aProgramThatDoesNotCompileIsRefused() {
        Call call = new Workspace(folder).write("""
                source: { type: json, inputs: [ { collection: chats, paths: [ x ] } ] }
                mapping:
                  chats:
                    reshape: ".turns[] | {a: }"
                    group: chats
                    entity: { name: a }
                """).call("migrate", "--dry-run");

        assertThat(call.code()).isEqualTo(3);
        assertThat(call.err()).contains("mapping.chats", "reshape does not compile: line 1, column 16: unexpected '}'");
    }

    /** Two turns each, one chat in 40 without turns, and one that is broken. */
    private List<String> writeChats(String place) throws IOException {
        Files.createDirectories(folder.resolve(place));
        StringBuilder lines = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < CHATS; i++) {
            String turns =
                    "[{\"who\":\"Ann\",\"text\":\"Hi %1$d\"},{\"who\":\"Bo\",\"text\":\"Yo %1$d\"}]".formatted(i);
            if (i % 40 == 0) {
                turns = "[]";
            } else if (i % 40 == 1) {
                turns = "\"none\"";
            } else {
                expected.add("Ann of may: Hi " + i);
                expected.add("Bo of may: Yo " + i);
            }
            lines.append("{\"id\":\"c%d\",\"date\":\"2024-03-01\",\"turns\":%s}%n".formatted(i, turns));
        }
        Files.writeString(folder.resolve(place).resolve("chats.jsonl"), lines);
        return expected;
    }

    private static List<String> episodes() {
        return NEO4J.query("MATCH (e:Episodic) RETURN e.content AS content").stream()
                .map(row -> String.valueOf(row.get("content")))
                .toList();
    }

    private Workspace workspace(String policy) {
        Path data = folder.resolve("moved/data");
        return new Workspace(folder)
                .write("""
                source: { type: json, split-size: 4kb, inputs: [ { collection: chats, paths: [ "%s" ] } ] }
                mapping:
                  chats:
                    reshape: |
                      . as $chat | .turns[] + {date: $chat.date, folder: $folder} | .id = $chat.id + "-" + .who
                    id: "{folder}/{id}"
                    group: chats
                    time: { field: date }
                    episode: { name: "{who}", content: "{who} of {folder}: {text}", source-description: chat }
                embedding: { type: hashing, dimension: 8 }
                run: { directory: "%s" }
                write: { on-duplicate: %s }
                """.formatted(Files.exists(data) ? data : folder.resolve("data"), folder.resolve("runs"), policy)
                        + Workspace.section(NEO4J.options()));
    }
}
