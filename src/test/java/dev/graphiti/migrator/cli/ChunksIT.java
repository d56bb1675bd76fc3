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
    void anUpdateChangesTheLastChunkAndAddsOthers() throws IOException {
        migrate("keep", "{ size: 400, overlap: 40, total: false }", 40);
        Map<String, Map<String, Object>> before = episodes();
        assertThat(before.keySet()).containsExactly("Log 1", "Log 2", "Log 3", "Log 4");

        Call call = migrate("update", "{ size: 400, overlap: 40, total: false }", 60);

        assertThat(call.out()).contains(" updated", "The sum holds.");
        Map<String, Map<String, Object>> after = episodes();
        assertThat(after.keySet()).containsExactly("Log 1", "Log 2", "Log 3", "Log 4", "Log 5", "Log 6");
        assertThat(before.entrySet().stream().limit(3))
                .allSatisfy(chunk -> assertThat(after).contains(chunk));
        Map<String, Object> former = chunk(before.get("Log 4"));
        Map<String, Object> last = chunk(after.get("Log 4"));
        assertThat(last.get("uuid")).isEqualTo(former.get("uuid"));
        assertThat(text(last)).startsWith(text(former)).isNotEqualTo(text(former));
        assertThat(formerContent(String.valueOf(last.get("uuid")))).isEqualTo(text(former));
        theChunksHaveTheWholeTextAndShareTheirMention(60, after);
    }

    @Test
    void keepingOnlyAdds() throws IOException {
        migrate("keep", "{ size: 400, overlap: 40, total: false }", 40);
        Map<String, Map<String, Object>> before = episodes();

        migrate("keep", "{ size: 400, overlap: 40, total: false }", 60);

        Map<String, Map<String, Object>> after = episodes();
        assertThat(after.keySet()).containsExactly("Log 1", "Log 2", "Log 3", "Log 4", "Log 5", "Log 6");
        assertThat(after).containsAllEntriesOf(before);
    }

    @Test
    void namesWithTheNumberOfChunksFollowIt() throws IOException {
        migrate("keep", "{ size: 400, overlap: 40 }", 40);
        assertThat(episodes().keySet()).containsExactly("Log 1/4", "Log 2/4", "Log 3/4", "Log 4/4");
        List<String> uuids = uuids();

        migrate("update", "{ size: 400, overlap: 40 }", 60);

        assertThat(episodes().keySet())
                .containsExactly("Log 1/6", "Log 2/6", "Log 3/6", "Log 4/6", "Log 5/6", "Log 6/6");
        assertThat(uuids()).startsWith(uuids.toArray(String[]::new));
    }

    private static void theChunksHaveTheWholeTextAndShareTheirMention(
            int entries, Map<String, Map<String, Object>> chunks) {
        StringBuilder all = new StringBuilder();
        String whole = log(entries);
        for (Map<String, Object> chunk : chunks.values()) {
            int start = whole.indexOf(text(chunk));
            assertThat(start).isBetween(0, all.length());
            all.append(whole, all.length(), start + text(chunk).length());
        }
        assertThat(all).hasToString(whole);
        assertThat(NEO4J.query(
                        "MATCH (e:Episodic)-[:MENTIONS]->(n:Entity {name: 'North Light'}) RETURN count(e) AS count"))
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

    private static List<String> uuids() {
        return episodes().values().stream()
                .map(chunk -> String.valueOf(chunk.get("uuid")))
                .toList();
    }

    private static String log(int entries) {
        return IntStream.range(0, entries)
                .mapToObj("Day %02d: the lamp burned all night.\n"::formatted)
                .collect(Collectors.joining());
    }

    private Call migrate(String onExisting, String chunk, int entries) throws IOException {
        Files.writeString(
                folder.resolve("logs.jsonl"),
                "{\"id\":\"l1\",\"name\":\"North Light\",\"at\":\"1901-05-01\",\"text\":\"%s\"}%n"
                        .formatted(log(entries).replace("\n", "\\n")));
        workspace()
                .write("""
                source: { type: json, inputs: [ { collection: logs, paths: [ "%s" ] } ] }
                mapping:
                  logs:
                    group: lights
                    time: { field: at }
                    episode: { name: Log, content: text, chunk: %s }
                    related:
                      light: { name: name, label: Lighthouse }
                embedding: { type: hashing, dimension: 8 }
                run: { directory: "%s" }
                write: { on-existing: %s }
                """.formatted(folder.resolve("logs.jsonl"), chunk, folder.resolve("runs"), onExisting)
                        + Workspace.section(NEO4J.options()));
        Call call = workspace().call("migrate", "-p", "2");
        assertThat(call.code()).as(call.out() + call.err()).isZero();
        return call;
    }

    private Workspace workspace() {
        return new Workspace(folder);
    }
}
