package dev.graphiti.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sources in which most is in one place, and in which things come in the worst order; the whole job with four subtasks and
 * checkpoints. {@code -Dmigrator.skew=full} makes the hot group 100,000 records large and not 10,000, and gives the hub 50,000 edges and
 * not 16,000.
 */
class SkewIT {
    @RegisterExtension
    static final Neo4jServer NEO4J = Neo4jServer.shared();

    private static final boolean FULL = "full".equals(System.getProperty("migrator.skew"));
    private static final int RECORDS = FULL ? 100_000 : 10_000;
    private static final int EDGES = FULL ? 50_000 : 16_000;
    private static final int WAITING = FULL ? 50_000 : 12_000;
    private static final int PEOPLE = FULL ? 20_000 : 2_000;

    private static final String PARALLELISM = "4";
    private static final int BATCH = 1_000;

    /**
     * A node and its group's edges are written by one subtask each, so nobody waits for locks of another; only the try of
     * waiting edges, once a minute and at the end, may meet the edges that come in at the moment.
     */
    private static final long RETRIES = 3;

    @TempDir
    private Path folder;

    @BeforeEach
    void empty() {
        NEO4J.clear();
    }

    /** Each record has an episode, an entity, a mention and a fact about any other record of its group. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void ninetyPercentOfTheRecordsInOneGroup(int spread) {
        SplittableRandom random = new SplittableRandom(7);
        write("things.jsonl", RECORDS, i -> {
            boolean hot = i % 10 != 0;
            int other = random.nextInt(RECORDS / 10);
            // Of the hot ones another hot one, of the others another one in whose group they are.
            int to = hot ? other * 10 + 1 + (i + other) % 9 : (i + 500) % RECORDS;
            return "{\"id\":\"t-%d\",\"group\":\"%s\",\"name\":\"Thing %d\",\"text\":\"It is there.\",\"other\":\"t-%d\"}"
                    .formatted(i, hot ? "hot" : "cold " + i % 500 / 10, i, to == i ? i - 1 : to);
        });

        JsonNode report = migrate("spread: " + spread, """
                things:
                  id: id
                  group: "{group}"
                  time: { if-missing: run-start }
                  episode: { name: name, content: text, mentions: [this] }
                  entity: { name: name, label: Thing, attributes: { include: [] } }
                  related: { other: { collection: things, id: other } }
                  facts: [ { name: KNOWS, to: other } ]
                """);

        assertThat(graph())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "Entity", (long) RECORDS,
                        "Episodic", (long) RECORDS,
                        "MENTIONS", (long) RECORDS,
                        "RELATES_TO", (long) RECORDS));
        assertThat(NEO4J.count("(n:Entity {group_id: 'hot'})")).isEqualTo(RECORDS / 10 * 9L);
        assertThat(elements(report, "merged")).isZero();
    }

    /** Half of the edges lead to it, half from it; each comes with the entity at its other end, and names the hub again. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void oneEntityWithHalfOfAllEnds(int spread) {
        write(
                "people.jsonl",
                EDGES / 2,
                i -> "{\"id\":\"p-%d\",\"name\":\"Person %d\",\"hub\":\"Rome\"}".formatted(i, i));

        JsonNode report = migrate("spread: " + spread, """
                people:
                  id: id
                  group: world
                  entity: { name: name, attributes: { include: [] } }
                  related: { hub: { name: hub, label: City } }
                  facts: [ { name: GOES_TO, to: hub }, { name: SEES, from: hub, to: this } ]
                """);

        assertThat(graph())
                .containsExactlyInAnyOrderEntriesOf(Map.of("Entity", EDGES / 2 + 1L, "RELATES_TO", (long) EDGES));
        assertThat(NEO4J.count("(:Entity {name: 'Rome'})-[r:RELATES_TO]->()")).isEqualTo(EDGES / 2);
        assertThat(NEO4J.count("(:Entity {name: 'Rome'})<-[r:RELATES_TO]-()")).isEqualTo(EDGES / 2);
        assertThat(elements(report, "merged")).isEqualTo(EDGES / 2 - 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void edgesLongBeforeTheirNodes(int spread) {
        int nodes = WAITING / 4;
        int without = 50;
        for (String part : List.of("a", "b", "c", "d")) {
            write("links/" + part + ".jsonl", WAITING / 4, i -> link(part + i, i, (i + 1 + part.charAt(0)) % nodes));
        }
        write("links/e.jsonl", without, i -> link("e" + i, i, nodes + i));
        write("nodes/z.jsonl", nodes, i -> "{\"id\":\"n-%d\",\"name\":\"Node %d\"}".formatted(i, i));

        JsonNode report = migrate("spread: " + spread, """
                links:
                  id: id
                  group: net
                  related: { from: { collection: nodes, id: from }, to: { collection: nodes, id: to } }
                  facts: [ { name: LEADS_TO, from: from, to: to } ]
                nodes: { id: id, group: net, entity: { name: name } }
                """);

        assertThat(graph())
                .containsExactlyInAnyOrderEntriesOf(Map.of("Entity", (long) nodes, "RELATES_TO", (long) WAITING));
        assertThat(elements(report, "dead")).isEqualTo(without);
        assertThat(new Workspace(folder).rows("dead-letters"))
                .hasSize(without)
                .allSatisfy(letter -> assertThat(letter.path("reason").asText()).isEqualTo("endpoint-missing"));
    }

    private static String link(String id, int from, int to) {
        return "{\"id\":\"%s\",\"from\":\"n-%d\",\"to\":\"n-%d\"}".formatted(id, from, to);
    }

    /** Everybody twice, in the first file and in the last one: the even ones equal, the odd ones different; one of them very often. */
    @ParameterizedTest
    @CsvSource({"dead-letter, 1", "first, 1", "last, 4", "merge, 4"})
    void duplicatesFarApart(String policy, int spread) {
        int often = PEOPLE / 2;
        write("people/a.jsonl", PEOPLE, i -> person(i, i % 2 == 0 ? "once" : "first", "born"));
        write("people/m.jsonl", often, i -> person(1, "again " + i, "seen_" + i % 20));
        write("people/n.jsonl", PEOPLE, i -> person(PEOPLE + i, "once", "born"));
        write("people/z.jsonl", PEOPLE, i -> person(i, i % 2 == 0 ? "once" : "last", i % 2 == 0 ? "born" : "died"));

        JsonNode report = migrate("on-duplicate: %s, spread: %d".formatted(policy, spread), """
                people: { id: id, group: acme, entity: { name: name, summary: note } }
                """);

        assertThat(graph()).containsExactlyInAnyOrderEntriesOf(Map.of("Entity", 2L * PEOPLE));
        long equal = PEOPLE / 2;
        long different = PEOPLE / 2 + often;
        assertThat(records(report, "dead_lettered")).isEqualTo(policy.equals("dead-letter") ? different : 0);
        assertThat(records(report, "skipped"))
                .isEqualTo(policy.equals("first") || policy.equals("last") ? equal + different : 0);
        assertThat(elements(report, "merged"))
                .isEqualTo(
                        switch (policy) {
                            case "dead-letter" -> equal;
                            case "merge" -> equal + different;
                            default -> 0;
                        });
        long first = NEO4J.count("(n:Entity {summary: 'first'})");
        long last = NEO4J.count("(n:Entity {summary: 'last'})");
        if (policy.equals("dead-letter")) {
            // Of one of them, which came often, another one may have been first.
            assertThat(first + last).isBetween(PEOPLE / 2 - 1L, PEOPLE / 2L);
        } else {
            assertThat(first).isEqualTo(policy.equals("first") ? PEOPLE / 2 : 0);
            assertThat(last).isEqualTo(policy.equals("first") ? 0 : PEOPLE / 2);
        }
        assertThat(NEO4J.count("(n:Entity) WHERE n.born IS NOT NULL AND n.died IS NOT NULL"))
                .isEqualTo(policy.equals("merge") ? PEOPLE / 2 : 0);
        if (policy.equals("merge")) {
            assertThat(
                            NEO4J.value(
                                    "MATCH (n:Entity {name: 'Person 1'}) RETURN size([k IN keys(n) WHERE k STARTS WITH 'seen_'])"))
                    .isEqualTo(20L);
        }
    }

    private static String person(int number, String note, String attribute) {
        return "{\"id\":\"p-%d\",\"name\":\"Person %d\",\"note\":\"%s\",\"%s\":%d}"
                .formatted(number, number, note, attribute, number);
    }

    /** The report of a run that has ended well, whose sum holds, and which was not held up by locks. */
    private JsonNode migrate(String write, String mapping) {
        Workspace workspace = new Workspace(folder)
                .write("""
                source:
                  type: json
                  split-size: 200kb
                  inputs:
                %s
                mapping:
                %s
                embedding: { type: hashing, dimension: 8 }
                run: { directory: "%s", allowed-dead-letters: 1000000 }
                checkpoint: { interval: 1s }
                write: { batch-size: %d, %s }
                """.formatted(inputs(), mapping.indent(2), folder.resolve("runs"), BATCH, write)
                        + Workspace.section(NEO4J.options()));

        Call call = workspace.call("migrate", "-p", PARALLELISM);

        assertThat(call.code()).as(call.out() + call.err()).isZero();
        JsonNode report = workspace.report();
        assertThat(report.at("/verdict/sum_holds").asBoolean()).as(call.out()).isTrue();
        assertThat(sum(report.path("retries"), "count")).as("retries").isLessThanOrEqualTo(RETRIES);
        return report;
    }

    private String inputs() {
        try (var files = Files.walk(folder)) {
            Map<String, String> collections = new TreeMap<>();
            files.filter(file -> file.toString().endsWith(".jsonl")
                            && !file.toString().contains("/runs/"))
                    .map(file -> folder.equals(file.getParent()) ? file : Objects.requireNonNull(file.getParent()))
                    .forEach(path -> collections.put(
                            String.valueOf(path.getFileName()).replace(".jsonl", ""),
                            path.toString().endsWith(".jsonl") ? path.toString() : path + "/*.jsonl"));
            StringBuilder inputs = new StringBuilder();
            collections.forEach(
                    (name, path) -> inputs.append("    - { collection: %s, paths: [\"%s\"] }%n".formatted(name, path)));
            return inputs.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name, int lines, IntFunction<String> line) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            try (BufferedWriter out = Files.newBufferedWriter(file)) {
                for (int i = 0; i < lines; i++) {
                    out.append(line.apply(i)).append('\n');
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many elements of each kind are in the graph. */
    private static Map<String, Long> graph() {
        Map<String, Long> counts = new TreeMap<>();
        NEO4J.query("MATCH (n) WHERE n.uuid IS NOT NULL"
                        + " RETURN [l IN labels(n) WHERE l IN ['Entity', 'Episodic']][0] AS kind, count(DISTINCT n.uuid) AS count"
                        + " UNION ALL MATCH ()-[r]->() RETURN type(r) AS kind, count(DISTINCT r.uuid) AS count")
                .forEach(row ->
                        counts.put(String.valueOf(row.get("kind")), (Long) Objects.requireNonNull(row.get("count"))));
        return counts;
    }

    private static long elements(JsonNode report, String outcome) {
        return sum(report.path("elements"), outcome.equals("dead") ? "dead_lettered" : outcome);
    }

    private static long records(JsonNode report, String outcome) {
        return sum(report.path("records"), outcome);
    }

    /** Over all collections and kinds, and all reasons where it is counted by them. */
    private static long sum(JsonNode sums, String outcome) {
        long sum = 0;
        for (JsonNode each : sums) {
            JsonNode value = each.path(outcome);
            sum += value.asLong();
            for (JsonNode reason : value) {
                sum += reason.path("count").asLong();
            }
        }
        return sum;
    }
}
