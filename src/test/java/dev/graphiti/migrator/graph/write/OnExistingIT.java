package dev.graphiti.migrator.graph.write;

import static dev.graphiti.migrator.testing.Elements.GROUP;
import static dev.graphiti.migrator.testing.Elements.RUN_START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.graph.write.BatchResult.Fate;
import dev.graphiti.migrator.graph.write.WriteOptions.OnExisting;
import dev.graphiti.migrator.model.Embedding;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.neo4j.FormerValue;
import dev.graphiti.migrator.testing.Elements;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of elements that a real graph has already: after a crash, and after another run or Graphiti. */
class OnExistingIT {
    private static final Instant EARLIER = RUN_START.minusSeconds(86_400);

    @RegisterExtension
    static final Neo4jServer NEO4J = Neo4jServer.shared();

    private final RealGraph graph = new RealGraph(NEO4J);

    @BeforeEach
    void emptyGraph() {
        graph.reset();
    }

    @Test
    void aReplayOfTheSameRunChangesNothing() {
        List<GraphElement> elements = Elements.oneOfEachKind("", RUN_START);
        graph.write(elements);
        Map<String, Map<String, Object>> before = everything(elements);

        assertThat(graph.write(elements)).extracting(BatchResult::fate).containsOnly(Fate.WRITTEN);

        assertThat(everything(elements)).isEqualTo(before);
        assertThat(NEO4J.count("(n)")).isEqualTo(6);
        assertThat(NEO4J.count("()-[r]->()")).isEqualTo(5);
    }

    /** The last content of one run wins, whole, so it does not matter how often a record was replayed. */
    @Test
    void theSameRunWritesItsElementsInFull() {
        graph.write(List.of(entity(RUN_START, "{\"old\":1}", new Embedding(new float[] {1, 2}))));

        graph.write(List.of(entity(RUN_START, "{\"new\":2}", null)));

        assertThat(graph.properties("n")).containsEntry("new", 2L).doesNotContainKeys("old", "name_embedding");
    }

    /** Rows that stand in one batch with a replayed one are compared and not written twice. */
    @Test
    void aReplayAmidNewElementsLeavesTheseAlone() {
        graph.write(List.of(Elements.entity("a"), Elements.episode("e")));

        List<BatchResult> results = graph.write(List.of(
                Elements.named(Elements.entity("a"), "Ada"),
                Elements.entity("b"),
                Elements.episode("e"),
                Elements.episode("f")));

        assertThat(results)
                .extracting(BatchResult::fate)
                .containsOnly(Fate.WRITTEN)
                .hasSize(4);
        assertThat(graph.properties("a")).containsEntry("name", "Ada").containsKey("name_embedding");
        assertThat(graph.properties("b")).containsEntry("name", "Ada b").containsKey("name_embedding");
        assertThat(NEO4J.count("(n:Person:Engineer)")).isEqualTo(2);
    }

    /** Somebody may have made the node for an edge of his own, with nothing but its uuid. */
    @Test
    void aBareElementIsFilledInFull() {
        NEO4J.query("CREATE (:Entity {uuid: 'a'})");

        assertThat(graph.write(List.of(Elements.entity("a"))))
                .extracting(BatchResult::fate)
                .containsExactly(Fate.WRITTEN);

        assertThat(graph.properties("a")).containsEntry("name", "Ada a").containsKey("name_embedding");
        assertThat(NEO4J.count("(n:Person:Engineer)")).isOne();
    }

    @Test
    void keepLeavesWhatAnEarlierRunAndGraphitiWrote() {
        graph.write(Elements.oneOfEachKind("", EARLIER));
        NEO4J.query("MATCH (n:Entity {uuid: 'ada'}) SET n.summary = 'by Graphiti', n.mood = 'good', n:Genius"
                + " WITH 1 AS one MATCH ()-[f:RELATES_TO]->() SET f.invalid_at = datetime('2025-01-01T00:00:00Z'),"
                + " f.fact_embedding = [1.0, 2.0]");
        List<GraphElement> again = Elements.oneOfEachKind("", RUN_START);
        Map<String, Map<String, Object>> before = everything(again);

        assertThat(graph.write(OnExisting.KEEP, again))
                .extracting(BatchResult::fate)
                .containsOnly(Fate.MERGED);

        assertThat(everything(again)).isEqualTo(before);
        assertThat(before.get("ada")).containsEntry("summary", "by Graphiti").containsEntry("mood", "good");
    }

    @Test
    void keepCountsWhatIsNewAndWhatWasThereApart() {
        graph.write(List.of(Elements.entity("a", EARLIER)));

        Map<String, Fate> fates = RealGraph.fates(
                graph.write(List.of(Elements.entity("a"), Elements.entity("b"), Elements.fact("f", "a", "b"))));

        assertThat(fates).isEqualTo(Map.of("a", Fate.MERGED, "b", Fate.WRITTEN, "f", Fate.WRITTEN));
    }

    @Test
    void updateTakesOurPropertiesAndKeepsCreatedAtAndWhatWeDoNotKnow() {
        graph.write(Elements.oneOfEachKind("", EARLIER));
        NEO4J.query("MATCH (n:Entity {uuid: 'ada'})"
                + " SET n.summary = 'by Graphiti', n.mood = 'good', n.seen = date('2025-01-01'), n:Genius");

        List<BatchResult> results = graph.write(OnExisting.UPDATE, Elements.oneOfEachKind("", RUN_START));

        assertThat(results).extracting(BatchResult::fate).containsOnly(Fate.UPDATED);
        assertThat(graph.properties("ada"))
                .containsEntry("summary", "Knows engines.")
                .containsEntry("mood", "good")
                .containsEntry("created_at", EARLIER.atZone(ZoneOffset.UTC));
        assertThat(NEO4J.count("(:Entity:Person:Engineer:Genius {uuid: 'ada'})"))
                .isOne();
        FormerValue before = FormerValue.read(former(results, "ada"));
        assertThat(before.labels()).containsExactly("Engineer", "Genius", "Person");
        assertThat(before.properties())
                .containsEntry("summary", "by Graphiti")
                .containsEntry("mood", "good")
                .containsEntry("age", 36L)
                .containsEntry("created_at", EARLIER.atZone(ZoneOffset.UTC))
                .containsEntry("seen", LocalDate.of(2025, 1, 1))
                .containsKey("name_embedding");
    }

    @Test
    void updateSetsOrReplacesTheVector() {
        graph.write(List.of(entity(EARLIER, "{}", null)));

        graph.write(OnExisting.UPDATE, List.of(entity(RUN_START, "{}", new Embedding(new float[] {1, 2}))));
        graph.write(OnExisting.UPDATE, List.of(entity(RUN_START, "{}", null)));

        assertThat(graph.properties("n")).containsEntry("name_embedding", List.of(1.0, 2.0));
    }

    @Test
    void updateOfWhatIsNewIsAPlainWrite() {
        List<BatchResult> results = graph.write(OnExisting.UPDATE, Elements.oneOfEachKind("", RUN_START));

        assertThat(results).extracting(BatchResult::fate).containsOnly(Fate.WRITTEN);
        assertThat(results).extracting(BatchResult::update).containsOnlyNulls();
    }

    @Test
    void failStopsTheRunAndWritesNothingOfTheBatch() {
        graph.write(List.of(Elements.entity("b", EARLIER)));

        assertThatThrownBy(() -> graph.write(OnExisting.FAIL, List.of(Elements.entity("a"), Elements.entity("b"))))
                .isInstanceOfSatisfying(
                        MigratorException.class, e -> assertThat(e.fault()).isEqualTo(Fault.TARGET))
                .hasMessage("Entity b is in the graph already and write.on-existing is 'fail'; nothing of its batch was"
                        + " written. Choose 'keep' or 'update', or an empty target.");

        assertThat(NEO4J.count("(n)")).isOne();
    }

    @Test
    void failLetsAReplayOfTheSameRunPass() {
        graph.write(OnExisting.FAIL, List.of(Elements.entity("a")));

        assertThat(graph.write(OnExisting.FAIL, List.of(Elements.entity("a"))))
                .extracting(BatchResult::fate)
                .containsExactly(Fate.WRITTEN);
    }

    private static String former(List<BatchResult> results, String uuid) {
        return results.stream()
                .filter(result -> result.pending().element().uuid().equals(uuid))
                .map(result -> Objects.requireNonNull(result.update()).former())
                .findFirst()
                .orElseThrow();
    }

    private Map<String, Map<String, Object>> everything(List<GraphElement> elements) {
        Map<String, Map<String, Object>> all = new TreeMap<>();
        elements.forEach(element -> all.put(element.uuid(), graph.properties(element.uuid())));
        return all;
    }

    private static EntityNode entity(Instant createdAt, String attributes, @Nullable Embedding vector) {
        return new EntityNode("n", GROUP, "Ada", "", List.of(), Elements.properties(attributes), createdAt, vector);
    }
}
