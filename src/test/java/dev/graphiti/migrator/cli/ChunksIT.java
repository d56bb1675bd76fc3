package dev.graphiti.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.ledger.LedgerEvent;
import dev.graphiti.migrator.ledger.LedgerRow;
import dev.graphiti.migrator.neo4j.FormerValue;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A text that becomes longer between two runs, by the whole job. */
class ChunksIT {
    @RegisterExtension
    static final Neo4jServer NEO4J = Neo4jServer.shared();

    @TempDir
    private Path folder;

    @BeforeEach
    void emptyGraph() {
        NEO4J.clear();
    }

    @Test
    void appendedTextIsAddedAndAnUpdateChangesTheLastChunk() throws IOException {
        migrate("keep", 40);
        Map<String, Map<String, Object>> before = episodes();
        assertThat(before.keySet())
                .containsExactly("Log 1", "Log 2", "Log 3", "Log 4", "Book 1/4", "Book 2/4", "Book 3/4", "Book 4/4");
        assertThat(workspace().report().toString())
                .contains("[{\"reason\":\"chunks\",\"count\":4},{\"reason\":\"content-chunked\",\"count\":1}]");

        migrate("keep", 60);
        Map<String, Map<String, Object>> kept = episodes();
        assertThat(kept)
                .hasSize(12)
                .containsAllEntriesOf(before)
                .containsKeys("Log 5", "Log 6", "Book 5/6", "Book 6/6");

        migrate("update", 60);
        Map<String, Map<String, Object>> after = episodes();
        assertThat(after.keySet())
                .containsExactly(
                        "Log 1",
                        "Log 2",
                        "Log 3",
                        "Log 4",
                        "Log 5",
                        "Log 6",
                        "Book 1/6",
                        "Book 2/6",
                        "Book 3/6",
                        "Book 4/6",
                        "Book 5/6",
                        "Book 6/6");
        assertThat(kept.entrySet().stream().filter(chunk -> chunk.getKey().matches("Log [12356]")))
                .hasSize(5)
                .allSatisfy(chunk -> assertThat(after).contains(chunk));
        theLastChunkHasGrown(before.get("Log 4"), after.get("Log 4"));
        theLastChunkHasGrown(before.get("Book 4/4"), after.get("Book 4/6"));
        theChunksHaveTheWholeTextAndShareTheirMention("Log", after);
        theChunksHaveTheWholeTextAndShareTheirMention("Book", after);
    }

    private void theLastChunkHasGrown(@Nullable Map<String, Object> before, @Nullable Map<String, Object> after) {
        Map<String, Object> former = chunk(before);
        Map<String, Object> last = chunk(after);
        assertThat(last.get("uuid")).isEqualTo(former.get("uuid"));
        assertThat(text(last)).startsWith(text(former)).isNotEqualTo(text(former));
        assertThat(formerContent(String.valueOf(last.get("uuid")))).isEqualTo(text(former));
    }

    private static void theChunksHaveTheWholeTextAndShareTheirMention(
            String title, Map<String, Map<String, Object>> episodes) {
        List<Map<String, Object>> chunks = episodes.entrySet().stream()
                .filter(episode -> episode.getKey().startsWith(title))
                .map(Map.Entry::getValue)
                .toList();
        StringBuilder all = new StringBuilder();
        String whole = log(60);
        for (Map<String, Object> chunk : chunks) {
            int start = whole.indexOf(text(chunk));
            assertThat(start).isBetween(0, all.length());
            all.append(whole, all.length(), start + text(chunk).length());
        }
        assertThat(all).hasToString(whole);
        assertThat(NEO4J.query(
                        "MATCH (e:Episodic)-[:MENTIONS]->(n:Entity {name: 'North Light'}) WHERE e.name STARTS WITH '%s' RETURN count(e) AS count"
                                .formatted(title)))
                .containsExactly(Map.of("count", (long) chunks.size()));
    }

    private String formerContent(String uuid) {
        LedgerRow row = workspace().ledger().stream()
                .filter(each -> each.uuid().equals(uuid))
                .findFirst()
                .orElseThrow();
        assertThat(row.event()).isEqualTo(LedgerEvent.UPDATED);
        return String.valueOf(FormerValue.read(Objects.requireNonNull(row.former()))
                .properties()
                .get("content"));
    }

    private static String text(Map<String, Object> chunk) {
        return String.valueOf(chunk.get("content"));
    }

    /** By name, in the order of time. */
    private static Map<String, Map<String, Object>> episodes() {
        Map<String, Map<String, Object>> episodes = new LinkedHashMap<>();
        NEO4J.query("MATCH (e:Episodic) RETURN e.name AS name, e{.*} AS chunk ORDER BY e.valid_at")
                .forEach(row -> episodes.put(String.valueOf(row.get("name")), chunk(row.get("chunk"))));
        return episodes;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> chunk(@Nullable Object properties) {
        return (Map<String, Object>) Objects.requireNonNull(properties);
    }

    private static String log(int entries) {
        return IntStream.range(0, entries)
                .mapToObj("Day %02d: the lamp burned all night.\n"::formatted)
                .collect(Collectors.joining());
    }

    /** The same text twice: with names that contain the number of chunks, and without it. */
    private void migrate(String onExisting, int entries) throws IOException {
        for (String title : List.of("Log", "Book")) {
            Files.writeString(
                    folder.resolve(title + ".jsonl"),
                    "{\"id\":\"l1\",\"title\":\"%s\",\"light\":\"North Light\",\"at\":\"%s\",\"text\":\"%s\"}%n"
                            .formatted(
                                    title,
                                    title.equals("Log") ? "1901-05-01" : "1902-05-01",
                                    log(entries).replace("\n", "\\n")));
        }
        Call call = workspace()
                .write("""
                source:
                  type: json
                  inputs:
                    - { collection: logs, paths: [ "%1$s/Log.jsonl" ] }
                    - { collection: books, paths: [ "%1$s/Book.jsonl" ] }
                mapping:
                  logs:
                    group: lights
                    id: id
                    time: { field: at }
                    episode: { name: title, content: text, chunk: { size: 400, overlap: 40, total: false } }
                    related:
                      light: { name: light, label: Lighthouse }
                  books:
                    group: lights
                    id: id
                    time: { field: at }
                    episode: { name: title, content: text, chunk: { size: 400, overlap: 40 } }
                    related:
                      light: { name: light, label: Lighthouse }
                embedding: { type: hashing, dimension: 8 }
                run: { directory: "%1$s/runs" }
                write: { on-existing: %2$s }
                """.formatted(folder, onExisting) + Workspace.section(NEO4J.options()))
                .call("migrate", "-p", "1");
        assertThat(call.code()).as(call.out() + call.err()).isZero();
        assertThat(call.out()).contains("The sum holds.");
    }

    private Workspace workspace() {
        return new Workspace(folder);
    }
}
