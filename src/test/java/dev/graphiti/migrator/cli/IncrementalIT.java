package dev.graphiti.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graphiti.migrator.ledger.LedgerEvent;
import dev.graphiti.migrator.ledger.LedgerRow;
import dev.graphiti.migrator.neo4j.FormerValue;
import dev.graphiti.migrator.testing.Neo4jServer;
import dev.graphiti.migrator.testing.OpenAiStandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Runs of one name over a source that changes between them, on a real server. */
class IncrementalIT {
    @RegisterExtension
    static final Neo4jServer NEO4J = Neo4jServer.shared();

    private static final List<String> FIRST = List.of(
            person(1, "Ada", "Knows engines.", "London"),
            person(2, "Bob", "Knows bolts.", "London"),
            person(3, "Cleo", "Knows wires.", "Paris"),
            person(4, "Dan", "Knows pipes.", "Rome"));

    @TempDir
    private Path folder;

    @BeforeEach
    void empty() {
        NEO4J.clear();
    }

    /** Bob has changed, Cleo has changed and Graphiti has changed her too, Dan is gone, Eve is new. */
    @Test
    void aSecondRunWritesWhatHasChanged() throws IOException {
        try (OpenAiStandIn models = OpenAiStandIn.start(8)) {
            Workspace people = workspace(models, "people", FIRST);
            assertThat(migrated(people).path("written").asLong()).isEqualTo(23);
            NEO4J.query("MATCH (n:Entity {name: 'Cleo'}) SET n.summary = 'by Graphiti'");
            int before = models.embedded().size();

            people = workspace(
                    models,
                    "people",
                    List.of(
                            FIRST.get(0),
                            person(2, "Bob", "Knows nuts.", "Oslo"),
                            person(3, "Cleo", "Knows cables.", "Paris"),
                            person(5, "Eve", "Knows locks.", "London")));
            JsonNode elements = migrated(people);

            assertThat(terms(elements))
                    .isEqualTo(Map.of(
                            "mapped", 24L,
                            // Oslo, what mentions it and the fact, and all of Eve, but not London.
                            "written", 8L,
                            // Of London.
                            "merged", 1L,
                            // Bob: the episode's facts and text, and the entity; Cleo's episode.
                            "updated", 3L,
                            "unchanged", 11L,
                            "kept_changed", 1L,
                            // Dan: episode, entity, city, fact and two mentions; Bob's former fact and mention.
                            "gone", 8L));
            assertThat(embedded(models, before))
                    .containsExactlyInAnyOrder(
                            "Oslo", "Bob lives in Oslo", "Eve", "Eve lives in London", "Bob", "Cleo");
            assertThat(summaries())
                    .isEqualTo(Map.of(
                            "Ada",
                            "Knows engines.",
                            "Bob",
                            "Knows nuts.",
                            "Cleo",
                            "by Graphiti",
                            "Dan",
                            "Knows pipes.",
                            "Eve",
                            "Knows locks."));
            LedgerRow bob = people.ledger().stream()
                    .filter(row ->
                            row.event() == LedgerEvent.UPDATED && row.kind().equals("Entity"))
                    .findFirst()
                    .orElseThrow();
            assertThat(FormerValue.read(Objects.requireNonNull(bob.former())).properties())
                    .containsEntry("summary", "Knows bolts.");
        }
    }

    /** Each run has all that the next one needs. */
    @Test
    void aThirdRunIsComparedWithTheSecond() throws IOException {
        try (OpenAiStandIn models = OpenAiStandIn.start(8)) {
            migrated(workspace(models, "people", FIRST));
            List<String> second = List.of(FIRST.get(0), person(2, "Bob", "Knows nuts.", "London"), FIRST.get(2));
            migrated(workspace(models, "people", second));
            int before = models.embedded().size();
            List<String> graph = Workspace.dump(NEO4J);

            JsonNode third = migrated(workspace(models, "people", second));

            assertThat(terms(third)).isEqualTo(Map.of("mapped", 18L, "merged", 1L, "unchanged", 17L, "gone", 6L));
            assertThat(embedded(models, before)).isEmpty();
            Workspace.assertSame(Workspace.dump(NEO4J), graph);

            Workspace people = workspace(models, "people", second);
            String last = people.lastRun().getFileName().toString();
            NEO4J.clear();
            Call call = people.call("migrate");

            assertThat(call.code()).isEqualTo(3);
            assertThat(call.err())
                    .contains(
                            ("Run %s, the last one named 'people', has not written to the graph at %s, so this run cannot be"
                                            + " compared with it; set another run.name for another or an emptied graph.")
                                    .formatted(last, NEO4J.options().uri()));
        }
    }

    /**
     * A damaged line may be any record, so nothing is removed. Then Dan is gone; Cleo, who was skipped, is not. Rome is in the
     * source of another name, and Graphiti has an episode of Dan.
     */
    @Test
    void whatTheSourceNoLongerHasIsRemovedOnlyWhenAskedTo() throws IOException {
        try (OpenAiStandIn models = OpenAiStandIn.start(8)) {
            String write = "on-existing: update, on-gone: remove";
            migrated(workspace(models, "people", FIRST, write));
            migrated(workspace(
                    models, "others", List.of(person(6, "Fay", "Knows roads.", "Rome")), "on-existing: keep"));
            NEO4J.query(
                    "MATCH (n:Entity {name: 'Dan'}) CREATE (:Episodic {uuid: 'others'})-[:MENTIONS {uuid: 'm'}]->(n)");
            List<String> before = Workspace.dump(NEO4J);

            Call incomplete = workspace(
                            models, "people", List.of(FIRST.get(0), FIRST.get(1), FIRST.get(2), "{\"id\":4,"), write)
                    .call("migrate", "--execute");

            assertThat(incomplete.code())
                    .as(incomplete.out() + incomplete.err())
                    .isEqualTo(4);
            assertThat(incomplete.err())
                    .contains(
                            "may not have read its whole source: 1 dead letter of 'people' may be a record that it"
                                    + " has not met. The 6 elements that it has not met are kept; fix the cause and run 'migrate' again.");
            Workspace.assertSame(Workspace.dump(NEO4J), before);

            Workspace people = workspace(
                    models,
                    "people",
                    List.of(FIRST.get(0), FIRST.get(1), FIRST.get(2).replace("\"id\"", "\"draft\":true,\"id\"")),
                    write);
            Call planned = people.call("migrate");

            assertThat(planned.code()).as(planned.out() + planned.err()).isZero();
            assertThat(planned.out())
                    .contains(
                            "6 elements of the earlier runs named 'people' are not in the source any more: people: 2 Entity,"
                                    + " 1 Episodic, 2 MENTIONS, 1 RELATES_TO.",
                            "Nothing was changed. With --execute, they are removed, unless others have changed them or refer"
                                    + " to them, or another run has met them.");
            Workspace.assertSame(Workspace.dump(NEO4J), before);
            assertThat(people.ledger().stream().filter(row -> row.event() == LedgerEvent.GONE))
                    .hasSize(6);

            Call removed = people.call("gone", "--execute");

            assertThat(removed.code()).as(removed.out() + removed.err()).isZero();
            assertThat(removed.out()).contains("4 removed, 1 met by other runs, 1 referenced.");
            assertThat(NEO4J.count("(:Episodic {name: 'Dan'})")).isZero();
            assertThat(NEO4J.count("(n:Entity) WHERE n.name IN ['Dan', 'Rome', 'Cleo']"))
                    .isEqualTo(3);
            assertThat(NEO4J.count("(:MigrationFormerValues)")).isZero();
            assertThat(people.ledger().stream()
                            .filter(row -> row.event() == LedgerEvent.DELETED
                                    && row.kind().equals("Episodic"))
                            .map(row -> FormerValue.read(Objects.requireNonNull(row.former()))
                                    .properties()
                                    .get("name")))
                    .containsExactly("Dan");
            assertThat(people.call("gone").out())
                    .contains(
                            "2 elements of the earlier runs named 'people' are not in the source any more: people: 2 Entity.");

            JsonNode back = migrated(workspace(models, "people", FIRST, write));
            assertThat(terms(back)).containsEntry("written", 4L).containsEntry("unchanged", 19L);
            assertThat(NEO4J.count("(:Entity {name: 'Dan'})-[:RELATES_TO]->(:Entity {name: 'Rome'})"))
                    .isOne();
        }
    }

    @Test
    void factsThatAreGoneExpireAndComeBack() throws IOException {
        try (OpenAiStandIn models = OpenAiStandIn.start(8)) {
            String write = "on-existing: update, on-gone: expire";
            migrated(workspace(models, "people", FIRST, write));
            Workspace people = workspace(models, "people", FIRST.subList(0, 3), write);

            Call call = people.call("migrate", "--execute");

            assertThat(call.code()).as(call.out() + call.err()).isZero();
            assertThat(call.out()).contains("1 expired, 5 nothing to do.");
            String expired = "(n:Entity {name: 'Dan'})-[f:RELATES_TO]->() WHERE f.invalid_at = f.expired_at"
                    + " AND f.invalid_at > f.created_at";
            assertThat(NEO4J.count(expired)).isOne();
            assertThat(people.ledger().stream()
                            .filter(row -> row.event() == LedgerEvent.UPDATED)
                            .map(LedgerRow::producer))
                    .containsExactly("gone");

            migrated(workspace(models, "people", FIRST, write));
            assertThat(NEO4J.count("(n:Entity {name: 'Dan'})-[f:RELATES_TO]->() WHERE f.invalid_at IS NULL"
                            + " AND f.expired_at IS NULL"))
                    .isOne();
        }
    }

    @Test
    void ofSeveralVersionsTheLatestIsKept() throws IOException {
        try (OpenAiStandIn models = OpenAiStandIn.start(8)) {
            Workspace people = workspace(
                    models,
                    "people",
                    List.of(
                            person(1, "Ada", "Knows programs.", "London")
                                    .replace("\"id\"", "\"v\":\"2024-05-02\",\"id\""),
                            person(1, "Ada", "Knows engines.", "London")
                                    .replace("\"id\"", "\"v\":\"2024-05-01\",\"id\""),
                            person(1, "Ada", "Knows nothing.", "London"),
                            person(2, "Bob", "Knows bolts.", "London").replace("\"id\"", "\"v\":\"soon\",\"id\"")),
                    "on-duplicate: latest, latest-by: v");

            Call call = people.call("migrate");

            assertThat(call.code()).as(call.out() + call.err()).isEqualTo(7);
            assertThat(call.out()).contains("The sum holds");
            assertThat(summaries()).isEqualTo(Map.of("Ada", "Knows programs."));
            assertThat(people.rows("dead-letters").get(0).path("message").asText())
                    .isEqualTo(
                            "the field v of write.latest-by is neither a number nor a time in a known format: soon; add the"
                                    + " format to time.formats, or skip such records");
            assertThat(people.report().toString()).contains("latest-by-missing");
        }
    }

    /** Of all kinds, those that are not zero. */
    private static Map<String, Long> terms(JsonNode elements) {
        Map<String, Long> terms = new TreeMap<>();
        elements.fields()
                .forEachRemaining(
                        field -> terms.put(field.getKey(), field.getValue().asLong()));
        terms.values().removeIf(count -> count == 0);
        return terms;
    }

    private static JsonNode migrated(Workspace people) {
        Call call = people.call("migrate", "-p", "2");
        assertThat(call.code()).as(call.out() + call.err()).isZero();
        assertThat(call.out()).contains("The sum holds");
        ObjectNode total = JsonNodeFactory.instance.objectNode();
        for (JsonNode sum : people.report().path("elements")) {
            sum.fields().forEachRemaining(field -> {
                if (field.getValue().isNumber()) {
                    total.put(
                            field.getKey(),
                            total.path(field.getKey()).asLong()
                                    + field.getValue().asLong());
                }
            });
        }
        return total;
    }

    /** Without the text by which the dimension is found out. */
    private static List<String> embedded(OpenAiStandIn models, int before) {
        List<String> all = models.embedded();
        return all.subList(before, all.size()).stream()
                .filter(text -> text.matches("[A-Z][a-z]+( lives in [A-Z][a-z]+)?"))
                .toList();
    }

    private static Map<String, String> summaries() {
        return NEO4J
                .query("MATCH (n:Entity) WHERE n.summary <> '' RETURN n.name AS name, n.summary AS summary")
                .stream()
                .collect(Collectors.toMap(
                        row -> String.valueOf(row.get("name")), row -> String.valueOf(row.get("summary"))));
    }

    private static String person(int id, String name, String about, String city) {
        return "{\"id\":%d,\"name\":\"%s\",\"about\":\"%s\",\"city\":\"%s\",\"at\":\"2024-05-0%dT00:00:00Z\"}"
                .formatted(id, name, about, city, id);
    }

    private Workspace workspace(OpenAiStandIn models, String name, List<String> lines) throws IOException {
        return workspace(models, name, lines, "on-existing: update");
    }

    private Workspace workspace(OpenAiStandIn models, String name, List<String> lines, String write)
            throws IOException {
        Path data = Files.write(folder.resolve("people.jsonl"), lines);
        return new Workspace(folder)
                .write("""
                        source: { type: json, inputs: [ { collection: people, paths: [ "%s" ] } ] }
                        mapping:
                          people:
                            id: id
                            group: acme
                            time: { field: at }
                            skip: [ { rule: draft, field: draft, equals: "true" } ]
                            episode: { name: "{name}", content: about }
                            entity: { name: name, summary: about, attributes: { only: [city] } }
                            related: { city: { name: city, label: City } }
                            facts: [ { name: LIVES_IN, to: city } ]
                        embedding: { type: hashing }
                        write: { %s }
                        run: { name: %s, directory: "%s" }
                        """.formatted(data, write, name, folder.resolve("runs")) + Workspace.section(NEO4J.options()))
                .embedding(models);
    }
}
