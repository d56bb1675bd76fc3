package dev.graphiti.migrator.graph.write;

import static dev.graphiti.migrator.testing.Elements.ORIGIN;
import static dev.graphiti.migrator.testing.Elements.RUN_START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.graph.fingerprint.ElementHash;
import dev.graphiti.migrator.graph.read.StoredElement;
import dev.graphiti.migrator.graph.write.BatchResult.Fate;
import dev.graphiti.migrator.graph.write.BatchResult.Pending;
import dev.graphiti.migrator.graph.write.BatchResult.Update;
import dev.graphiti.migrator.graph.write.WriteOptions.OnExisting;
import dev.graphiti.migrator.model.Embedding;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.PropertyMap;
import dev.graphiti.migrator.model.Revision;
import dev.graphiti.migrator.neo4j.FormerValue;
import dev.graphiti.migrator.testing.Elements;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of elements that an earlier run of the same name has written, on a real server. */
class KnownElementsIT {
    private static final Instant EARLIER = RUN_START.minusSeconds(86_400);

    @RegisterExtension
    static final Neo4jServer NEO4J = Neo4jServer.shared();

    private final RealGraph graph = new RealGraph(NEO4J).after(EARLIER);

    @BeforeEach
    void emptyGraph() {
        graph.reset();
    }

    @Test
    void whatNobodyElseHasChangedBecomesWhatItsRecordSays() {
        GraphElement before =
                ada(EARLIER, "Knows engines.", Map.of("age", 36L, "city", "London"), "Person", "Engineer");
        graph.write(List.of(before));

        BatchResult result = write(ada(RUN_START, "Knows programs.", Map.of("age", 37L), "Person", "Poet"), before);

        assertThat(result.fate()).isEqualTo(Fate.UPDATED);
        assertThat(graph.properties("ada"))
                .containsEntry("summary", "Knows programs.")
                .containsEntry("age", 37L)
                .doesNotContainKey("city")
                .containsEntry("created_at", EARLIER.atZone(ZoneOffset.UTC));
        assertThat(NEO4J.count("(:Entity:Person:Poet {uuid: 'ada'})")).isOne();
        assertThat(NEO4J.count("(:Engineer)")).isZero();
        Update update = Objects.requireNonNull(result.update());
        assertThat(FormerValue.read(update.former()).properties()).containsEntry("city", "London");
    }

    @Test
    void theHashOfAnUpdateIsThatOfTheStoredElement() {
        GraphElement before = ada(EARLIER, "Knows engines.", Map.of("city", "London"), "Person");
        graph.write(List.of(before));
        GraphElement changed = ada(RUN_START, "Knows programs.", Map.of(), "Person");
        BatchResult first = write(changed, before);
        String left = hash(Objects.requireNonNull(first.update()).now());

        GraphElement again = ada(RUN_START.plusSeconds(60), "Knows all.", Map.of(), "Person");
        BatchResult second = new RealGraph(NEO4J)
                .after(EARLIER, RUN_START)
                .writeAll(OnExisting.UPDATE, List.of(pending(again, left)))
                .get(0);

        assertThat(second.fate()).isEqualTo(Fate.UPDATED);
        assertThat(graph.properties("ada")).containsEntry("summary", "Knows all.");
    }

    @Test
    void whatOthersHaveChangedIsKept() {
        GraphElement before = ada(EARLIER, "Knows engines.", Map.of("city", "London"), "Person");
        graph.write(List.of(before));
        NEO4J.query("MATCH (n:Entity {uuid: 'ada'}) SET n.summary = 'by Graphiti'");

        BatchResult result = write(ada(RUN_START, "Knows programs.", Map.of(), "Person"), before);

        assertThat(result.fate()).isEqualTo(Fate.KEPT_CHANGED);
        assertThat(graph.properties("ada"))
                .containsEntry("summary", "by Graphiti")
                .containsEntry("city", "London");
        assertThat(NEO4J.count("(:MigrationFormerValues)")).isZero();
    }

    /** The first attempt has committed, and its rows were lost with the process. */
    @Test
    void aReplayFindsItsOwnChangeAndItsFormerValue() {
        GraphElement before = ada(EARLIER, "Knows engines.", Map.of("city", "London"), "Person");
        graph.write(List.of(before));
        GraphElement changed = ada(RUN_START, "Knows programs.", Map.of(), "Person");
        BatchResult first = write(changed, before);

        BatchResult replay = write(changed, before);

        assertThat(replay.fate()).isEqualTo(Fate.UPDATED);
        assertThat(replay.update()).isEqualTo(first.update());
        assertThat(NEO4J.count("(:MigrationFormerValues)")).isOne();
    }

    /** Its rows were in no completed checkpoint, so the ledger has only what was before it. */
    @Test
    void whatARunThatDidNotFinishHasWrittenIsOurs() {
        GraphElement before = ada(EARLIER, "Knows engines.", Map.of(), "Person");
        graph.write(List.of(before));
        write(ada(RUN_START, "Knows programs.", Map.of(), "Person"), before);
        NEO4J.query("MATCH (f:MigrationFormerValues) DELETE f");
        RealGraph later = new RealGraph(NEO4J).after(EARLIER, RUN_START);

        BatchResult result = later.writeAll(
                        OnExisting.UPDATE,
                        List.of(pending(
                                ada(RUN_START.plusSeconds(60), "Knows programs.", Map.of(), "Person"),
                                hash(ElementRow.of(before).stored()))))
                .get(0);

        assertThat(result.fate()).isEqualTo(Fate.UPDATED);
        assertThat(later.properties("ada")).containsEntry("summary", "Knows programs.");
    }

    /** Created by others, and changed by the last run: what they have put there is not ours to remove. */
    @Test
    void propertiesOfTheCreatorStay() {
        graph.write(List.of(ada(EARLIER.minusSeconds(5), "By others.", Map.of("mood", "good"), "Person")));
        GraphElement first = ada(EARLIER, "Knows engines.", Map.of(), "Person");
        BatchResult updated = graph.write(OnExisting.UPDATE, List.of(first)).get(0);
        NEO4J.query("MATCH (f:MigrationFormerValues) DELETE f");

        BatchResult result = graph.writeAll(
                        OnExisting.UPDATE,
                        List.of(pending(
                                ada(RUN_START, "Knows programs.", Map.of(), "Person"),
                                hash(Objects.requireNonNull(updated.update()).now()))))
                .get(0);

        assertThat(result.fate()).isEqualTo(Fate.UPDATED);
        assertThat(graph.properties("ada"))
                .containsEntry("summary", "Knows programs.")
                .containsEntry("mood", "good");
    }

    @Test
    void edgesAreComparedToo() {
        GraphElement before = Elements.fact("f", "a", "b", EARLIER);
        graph.write(List.of(Elements.entity("a"), Elements.entity("b"), before));

        assertThat(write(Elements.fact("f", "a", "b", RUN_START), before).fate())
                .isEqualTo(Fate.UPDATED);

        NEO4J.query("MATCH (f:MigrationFormerValues) DELETE f");
        NEO4J.query("MATCH ()-[f:RELATES_TO]->() SET f.invalid_at = datetime('2025-01-01T00:00:00Z')");
        assertThat(write(Elements.fact("f", "a", "b", RUN_START), before).fate())
                .isEqualTo(Fate.KEPT_CHANGED);
    }

    private BatchResult write(GraphElement element, GraphElement before) {
        return graph.writeAll(
                        OnExisting.UPDATE,
                        List.of(pending(element, hash(ElementRow.of(before).stored()))))
                .get(0);
    }

    private static Pending pending(GraphElement element, @Nullable String left) {
        return new Pending(element, ORIGIN, "mapping", new Revision(element.uuid(), "new", "old", left));
    }

    private static String hash(StoredElement element) {
        return new ElementHash().of(element).toString();
    }

    private static EntityNode ada(Instant start, String summary, Map<String, Object> attributes, String... labels) {
        return new EntityNode(
                "ada",
                Elements.GROUP,
                "Ada",
                summary,
                List.of(labels),
                new PropertyMap(attributes),
                start,
                new Embedding(new float[] {1, 2}));
    }
}
