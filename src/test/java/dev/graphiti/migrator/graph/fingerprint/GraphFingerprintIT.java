package dev.graphiti.migrator.graph.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.graph.GraphitiSchema;
import dev.graphiti.migrator.graph.Target;
import dev.graphiti.migrator.graph.read.GraphReader;
import dev.graphiti.migrator.graph.read.StoredElement;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GraphFingerprintIT {
    @RegisterExtension
    static final Neo4jServer NEO4J = Neo4jServer.shared();

    private static final int ELEMENTS = Integer.getInteger("fingerprint.elements", 8_000);
    private static final int DIMENSION = Integer.getInteger("fingerprint.dimension", 384);

    /** Of this thread, so that a busy machine does not count. */
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    @BeforeEach
    void empty() {
        NEO4J.clear();
        GraphitiSchema.STATEMENTS.forEach(NEO4J::query);
        NEO4J.query("CALL db.awaitIndexes()");
    }

    @AfterAll
    static void clear() {
        NEO4J.clear();
    }

    /** Whoever knows an element's properties knows its hash, without reading it. */
    @Test
    void aStoredElementHasTheHashOfWhatWasWritten() {
        Map<String, Object> properties = new TreeMap<>(StoredElements.ofEachType());
        properties.put("uuid", "\ud83d\ude00");
        properties.put("group_id", "g");
        NEO4J.query("CREATE (e:Entity:B:A) SET e = $p", Map.of("p", properties));
        NEO4J.query("MATCH (e) CALL db.create.setNodeVectorProperty(e, 'vector', [0.1, -2, 1e-9]) RETURN 1");
        NEO4J.query("MATCH (e) CREATE (e)-[r:RELATES_TO]->(e) SET r = $p", Map.of("p", properties));
        Fingerprinting expected = new Fingerprinting(new Folding(Map.of()));
        expected.add(new StoredElement(
                ElementKind.RELATES_TO,
                "",
                List.of(),
                properties,
                new StoredElement.Ends("\ud83d\ude00", "\ud83d\ude00")));
        properties.put("vector", new float[] {0.1f, -2, 1e-9f});
        expected.add(new StoredElement(ElementKind.ENTITY, "", List.of("A", "B"), properties, null));

        assertThat(fingerprint(1_000, List.of())).isEqualTo(expected.result());
    }

    private static Fingerprint fingerprint(int page, List<String> groups) {
        try (Target target = Target.open(NEO4J.options())) {
            return GraphFingerprint.of(new GraphReader(target, groups, 10 * page, page), new Folding(Map.of()));
        }
    }

    private static Fingerprint fingerprint() {
        try (Target target = Target.open(NEO4J.options())) {
            return GraphFingerprint.of(new GraphReader(target, List.of()));
        }
    }

    @Test
    void pagesDoNotCountAndEachChangeDoes() {
        create(900, 8);
        Fingerprint before = fingerprint();

        assertThat(fingerprint(7, List.of()).differences(before)).isEmpty();
        assertThat(fingerprint(7, List.of("g1"))
                        .plus(fingerprint(50, List.of("g0", "g2", "g3", "g4", "g5", "g6")))
                        .differences(before))
                .isEmpty();
        for (String change : List.of(
                "MATCH (e:Entity {uuid: $one}) SET e.age = toFloat(e.age)",
                "MATCH (e:Entity {uuid: $one}) SET e:Another",
                "MATCH (e:Entity {uuid: $one}) SET e.name_embedding = e.name_embedding[1..] + [0.5]",
                "MATCH (e:Entity {uuid: $one}) SET e.created_at = e.created_at + duration({nanoseconds: 1})",
                "MATCH (a:Entity {uuid: $one}) MATCH (b:Entity {uuid: $two}) WITH a, b, a.name AS name"
                        + " SET a.name = b.name, b.name = name",
                "MATCH (a)-[r:MENTIONS]->(b) WITH a, b, r LIMIT 1 CREATE (b)-[s:MENTIONS]->(a) SET s = properties(r)"
                        + " DELETE r",
                "MATCH (a)-[r:RELATES_TO]->(b) WITH a, b, r LIMIT 1 CREATE (a)-[s:RELATES_TO]->(b) SET s = properties(r)",
                "MATCH (e:Episodic) WITH e LIMIT 1 DETACH DELETE e")) {
            Fingerprint last = fingerprint();
            NEO4J.query(change, uuids());

            assertThat(fingerprint().differences(last)).as(change).hasSizeBetween(1, 3);
        }
    }

    private static Map<String, Object> uuids() {
        List<Map<String, Object>> rows = NEO4J.query("MATCH (e:Entity) RETURN e.uuid AS uuid ORDER BY e.name LIMIT 2");
        return Map.of(
                "one", Objects.requireNonNull(rows.get(0).get("uuid")),
                "two", Objects.requireNonNull(rows.get(1).get("uuid")));
    }

    /** Prints how many elements are hashed and read; docs/decisions/0012-fingerprint.md says how many of which. */
    @Test
    void theFingerprintOfALargerGraph() {
        create(ELEMENTS, DIMENSION);
        Fingerprint fingerprint = fingerprint();
        for (int round = 0; round < 3; round++) {
            long start = System.nanoTime();
            long busy = CPU.getCurrentThreadCpuTime();
            fingerprint = fingerprint();
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    "%d elements, %d dimensions: %.1f s, %.0f elements/s, the thread busy for %.1f s; %d buckets%n",
                    fingerprint.count(),
                    DIMENSION,
                    seconds,
                    fingerprint.count() / seconds,
                    (CPU.getCurrentThreadCpuTime() - busy) / 1e9,
                    fingerprint.buckets().size());
        }
        measureHash();

        assertThat(fingerprint.count()).isEqualTo(ELEMENTS / 4 * 4L);
    }

    private static void measureHash() {
        float[] vector = new float[DIMENSION];
        Map<String, Object> properties = new TreeMap<>(StoredElements.ofEachType());
        properties.put("name_embedding", floats(vector));
        StoredElement element = StoredElements.entity("u", "g", properties);
        ElementHash hash = new ElementHash();
        for (int round = 0; round < 3; round++) {
            long start = CPU.getCurrentThreadCpuTime();
            for (int i = 0; i < 20_000; i++) {
                hash.of(element);
            }
            System.out.printf(
                    "%.0f hashes per second of processor time, %d dimensions%n",
                    20_000 / ((CPU.getCurrentThreadCpuTime() - start) / 1e9), DIMENSION);
        }
    }

    private static List<Double> floats(float[] vector) {
        return IntStream.range(0, vector.length)
                .mapToObj(i -> (double) vector[i])
                .toList();
    }

    /** As many episodes, entities, mentions and facts. */
    private static void create(int elements, int dimension) {
        for (int from = 0; from < elements / 4; from += 1_000) {
            NEO4J.query(
                    "UNWIND range($from, $to - 1) AS i WITH i, 'g' + i % 7 AS group, datetime('2024-01-01T00:00:00.5Z') AS at"
                            + " CREATE (p:Episodic {uuid: randomUUID(), group_id: group, name: 'Chat ' + i, created_at: at,"
                            + " content: 'Person ' + i + ' said so.', valid_at: at, entity_edges: [], source: 'text'})"
                            + " CREATE (e:Entity:Person {uuid: randomUUID(), group_id: group, name: 'Person ' + i, age: i % 90,"
                            + " created_at: at, summary: ''})"
                            + " CREATE (p)-[:MENTIONS {uuid: randomUUID(), group_id: group, created_at: at}]->(e)"
                            + " CREATE (e)-[f:RELATES_TO {uuid: randomUUID(), group_id: group, name: 'KNOWS', created_at: at,"
                            + " fact: 'Person ' + i + ' knows itself.', episodes: [p.uuid]}]->(e)"
                            + " WITH e, f, [x IN range(1, $dimension) | sin(i + x)] AS vector"
                            + " CALL db.create.setNodeVectorProperty(e, 'name_embedding', vector)"
                            + " CALL db.create.setRelationshipVectorProperty(f, 'fact_embedding', vector)",
                    Map.of("from", from, "to", Math.min(elements / 4, from + 1_000), "dimension", dimension));
        }
    }
}
