package dev.graphiti.migrator.graph.write;

import static dev.graphiti.migrator.testing.Elements.GROUP;
import static dev.graphiti.migrator.testing.Elements.RUN_START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.graph.RunNode;
import dev.graphiti.migrator.graph.Target;
import dev.graphiti.migrator.graph.fingerprint.ElementHash;
import dev.graphiti.migrator.graph.read.ElementSplit;
import dev.graphiti.migrator.graph.read.GraphReader;
import dev.graphiti.migrator.graph.read.SplitReader;
import dev.graphiti.migrator.graph.read.StoredElement;
import dev.graphiti.migrator.graph.stage.RetryingWriter;
import dev.graphiti.migrator.graph.write.BatchResult.Fate;
import dev.graphiti.migrator.graph.write.WriteOptions.OnExisting;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.neo4j.FormerValue;
import dev.graphiti.migrator.testing.Elements;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.neo4j.driver.Values;

/** What an update says that elements of others had before, also after a crash. */
class FormerValuesIT {
    private static final Instant EARLIER = RUN_START.minusSeconds(86_400);

    @RegisterExtension
    static final Neo4jServer NEO4J = Neo4jServer.shared();

    private final RealGraph graph = new RealGraph(NEO4J);

    @BeforeEach
    void aGraphOfOthers() {
        graph.reset();
        graph.write(Elements.oneOfEachKind("", EARLIER));
        NEO4J.query("MATCH (n:Entity {uuid: 'ada'}) SET n.summary = 'by Graphiti', n.seen = date('2025-01-01'),"
                + " n.lasts = duration('P1Y2DT3.000004S'), n.at = point({x: 1.0, y: 2}), n:Genius");
    }

    @Test
    void areThoseOfBeforeTheFirstWriteHoweverOftenABatchIsReplayed() throws Exception {
        Map<String, FormerValue> first = former(update("run", 0));
        Map<String, FormerValue> second = former(update("run", 0));
        Map<String, FormerValue> third = former(update("run", 0));

        assertThat(first).hasSize(Elements.oneOfEachKind("", EARLIER).size());
        assertThat(second).isEqualTo(first);
        assertThat(third).isEqualTo(first);
        FormerValue ada = Objects.requireNonNull(first.get("ada"));
        assertThat(ada.labels()).containsExactly("Engineer", "Genius", "Person");
        assertThat(ada.properties())
                .containsEntry("summary", "by Graphiti")
                .containsEntry("seen", LocalDate.of(2025, 1, 1))
                .containsEntry("lasts", Values.isoDuration(12, 2, 3, 4_000).asObject())
                .containsEntry("at", Values.point(7203, 1, 2).asObject())
                .containsKeys("name_embedding", "created_at");
    }

    @Test
    void areKeptUntilACompletedCheckpointCoversThem() throws Exception {
        PendingCheckpoint coverage = PendingCheckpoint.after(4);
        try (RetryingWriter writer = open("run", coverage)) {
            writer.write(RealGraph.pending(List.of(Elements.entity("ada"))));
            coverage.passed(5);
            writer.write(RealGraph.pending(List.of(Elements.entity("acme"))));
            writer.complete(4);
            assertThat(keys()).containsExactlyInAnyOrder("Entity 3 ada", "Entity 4 acme");

            writer.complete(5);

            assertThat(keys()).containsExactly("Entity 4 acme");
        }
    }

    private static List<Object> keys() {
        return NEO4J.query("MATCH (f:MigrationFormerValues) UNWIND f.keys AS key RETURN key").stream()
                .map(row -> Objects.requireNonNull(row.get("key")))
                .toList();
    }

    @Test
    void areKeptWhenAnAttemptEndsAndGoWithTheRun() throws Exception {
        update("run", 0);
        update("run", 0);

        assertThat(nodes()).isPositive();
        try (Target target = Target.open(NEO4J.options())) {
            new RunNode(target).finished("run", "FINISHED", Instant.EPOCH, Map.of());
        }
        assertThat(nodes()).isZero();
    }

    @Test
    void ofAnotherRunAreNotTaken() throws Exception {
        Map<String, FormerValue> first = former(update("one", 0));
        Map<String, FormerValue> other = former(update("other", 0));

        Map<String, Object> before = Objects.requireNonNull(first.get("ada")).properties();
        assertThat(Objects.requireNonNull(other.get("ada")).properties())
                .isNotEqualTo(before)
                .containsEntry("summary", "Knows engines.")
                .containsEntry("created_at", Objects.requireNonNull(before.get("created_at")));
    }

    /** What this run has made is no former value of others. */
    @Test
    void anElementOfThisRunIsNotUpdated() throws Exception {
        List<EntityNode> element = List.of(entity("{\"a\":1}"));
        write("run", 0, element);

        assertThat(write("run", 0, List.of(entity("{\"a\":2}"))))
                .extracting(BatchResult::fate)
                .containsExactly(Fate.WRITTEN);
        assertThat(nodes()).isZero();
    }

    @Test
    void twoUpdatesBeforeACheckpointHaveTheSame() throws Exception {
        try (RetryingWriter writer = open("run", PendingCheckpoint.after(0))) {
            String first = only(writer.write(RealGraph.pending(List.of(Elements.entity("ada")))));
            String second = only(writer.write(RealGraph.pending(List.of(Elements.named(Elements.entity("ada"), "B")))));

            assertThat(second).isEqualTo(first);
        }
    }

    /** An attempt that is being canceled may still commit after the next one has begun. */
    @Test
    void areFoundWhenAnotherAttemptCommitsLate() throws Exception {
        try (RetryingWriter writer = open("run", PendingCheckpoint.after(0))) {
            writer.write(RealGraph.pending(List.of(Elements.entity("acme"))));
            Map<String, FormerValue> first = former(update("run", 0));

            String again = only(writer.write(RealGraph.pending(List.of(Elements.entity("ada")))));

            assertThat(FormerValue.read(again)).isEqualTo(first.get("ada"));
        }
    }

    /** The row of an element has the hash that a fingerprint of the graph has, whatever became of it. */
    @Test
    void theHashesAreThoseOfTheGraph() throws Exception {
        NEO4J.query("MATCH (n:Entity {uuid: 'ada'}) REMOVE n.name_embedding");
        List<BatchResult> updated = update("run", 0);
        List<BatchResult> created = write(
                "run",
                0,
                List.of(
                        entity(
                                "{\"mixed\":[1,2.5],\"whole\":[1.0],\"none\":[],\"big\":\"123456789012345678901234567890\",\"deep\":\"\ud83d\ude00\"}")));

        Map<String, StoredElement> stored = stored();
        ElementHash hash = new ElementHash();
        for (BatchResult each : updated) {
            StoredElement is =
                    Objects.requireNonNull(stored.get(each.pending().element().uuid()));
            StoredElement told = update(each).now();
            assertThat(hash.of(told)).as("%s%n%s", told, is).isEqualTo(hash.of(is));
            assertThat(hash.both(told).fixedPart()).isEqualTo(hash.both(is).fixedPart());
        }
        StoredElement row = created.get(0).pending().row().stored();
        StoredElement is = Objects.requireNonNull(stored.get("n"));
        assertThat(hash.of(row)).as("%s%n%s", row, is).isEqualTo(hash.of(is));
        assertThat(updated).hasSizeGreaterThan(8);
    }

    private static Map<String, StoredElement> stored() {
        Map<String, StoredElement> stored = new TreeMap<>();
        try (Target target = Target.open(NEO4J.options())) {
            GraphReader reader = new GraphReader(target, List.of());
            for (ElementSplit split : reader.splits()) {
                SplitReader elements = reader.open(split);
                for (StoredElement each = elements.next(); each != null; each = elements.next()) {
                    stored.put(each.uuid(), each);
                }
            }
        }
        return stored;
    }

    private static BatchResult.Update update(BatchResult result) {
        return Objects.requireNonNull(result.update());
    }

    private static String only(List<BatchResult> results) {
        assertThat(results).hasSize(1);
        return update(results.get(0)).former();
    }

    private static Map<String, FormerValue> former(List<BatchResult> results) {
        Map<String, FormerValue> former = new TreeMap<>();
        results.forEach(result -> former.put(
                result.pending().element().uuid(),
                FormerValue.read(update(result).former())));
        return former;
    }

    private List<BatchResult> update(String run, long restored) throws Exception {
        return write(run, restored, Elements.oneOfEachKind("", RUN_START));
    }

    private List<BatchResult> write(String run, long restored, List<? extends GraphElement> elements) throws Exception {
        try (RetryingWriter writer = open(run, PendingCheckpoint.after(restored))) {
            return writer.write(RealGraph.pending(elements));
        }
    }

    private RetryingWriter open(String run, PendingCheckpoint coverage) {
        return graph.open(OnExisting.UPDATE, new CreationLog(run, coverage), new FormerValues(run, coverage));
    }

    private static long nodes() {
        return NEO4J.count("(:MigrationFormerValues)");
    }

    private static EntityNode entity(String attributes) {
        return new EntityNode(
                "n",
                GROUP,
                "Ada",
                "",
                List.of("Person"),
                Elements.properties(attributes),
                RUN_START,
                Elements.vector("n"));
    }
}
