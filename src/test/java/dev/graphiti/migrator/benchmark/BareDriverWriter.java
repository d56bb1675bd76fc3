package dev.graphiti.migrator.benchmark;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;

/**
 * What there is to beat: the plain driver, UNWIND in batches of 1,000 records, each batch one transaction with Graphiti's
 * own statements, several sessions with groups of their own. It makes its data in memory, reads no file, keeps no ledger,
 * and cannot be resumed.
 */
final class BareDriverWriter {
    private static final int BATCH = 1000;
    private static final OffsetDateTime NOW = OffsetDateTime.of(2025, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private static final String EPISODES = "UNWIND $rows AS r MERGE (n:Episodic {uuid: r.uuid}) SET n = r";
    private static final String ENTITIES = """
            UNWIND $rows AS r MERGE (n:Entity {uuid: r.uuid}) SET n:$(r.labels) SET n = r.props
            WITH n, r CALL db.create.setNodeVectorProperty(n, 'name_embedding', r.vector)
            """;
    private static final String MENTIONS = """
            UNWIND $rows AS r MATCH (s:Episodic {uuid: r.s}) MATCH (t:Entity {uuid: r.t})
            MERGE (s)-[e:MENTIONS {uuid: r.props.uuid}]->(t) SET e = r.props
            """;
    private static final String FACTS = """
            UNWIND $rows AS r MATCH (s:Entity {uuid: r.s}) MATCH (t:Entity {uuid: r.t})
            MERGE (s)-[e:RELATES_TO {uuid: r.props.uuid}]->(t) SET e = r.props
            WITH e, r CALL db.create.setRelationshipVectorProperty(e, 'fact_embedding', r.vector)
            """;

    private final Driver driver;
    private final BenchmarkData data;

    BareDriverWriter(Driver driver, BenchmarkData data) {
        this.driver = driver;
        this.data = data;
    }

    /** Writes everything and returns how long it took, in nanoseconds. */
    long write(int sessions) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(sessions);
        long started = System.nanoTime();
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < sessions; i++) {
                int mine = i;
                all.add(pool.submit(() -> writeGroups(mine, sessions)));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            pool.shutdownNow();
        }
        return System.nanoTime() - started;
    }

    private void writeGroups(int mine, int sessions) {
        try (Session session = driver.session()) {
            List<Integer> batch = new ArrayList<>(BATCH);
            for (int record = 0; record < data.records(); record++) {
                if (data.group(record) % sessions == mine) {
                    batch.add(record);
                }
                if (batch.size() == BATCH || record == data.records() - 1) {
                    write(session, batch);
                    batch.clear();
                }
            }
        }
    }

    private void write(Session session, List<Integer> batch) {
        List<Map<String, Object>> episodes = new ArrayList<>();
        List<Map<String, Object>> entities = new ArrayList<>();
        List<Map<String, Object>> mentions = new ArrayList<>();
        List<Map<String, Object>> facts = new ArrayList<>();
        for (int record : batch) {
            episodes.add(episode(record));
            entities.add(entity(record));
            mentions.add(mention(record));
            if (data.previous(record) >= 0) {
                facts.add(fact(record));
            }
        }
        session.executeWriteWithoutResult(transaction -> {
            transaction.run(EPISODES, Map.of("rows", episodes)).consume();
            transaction.run(ENTITIES, Map.of("rows", entities)).consume();
            transaction.run(MENTIONS, Map.of("rows", mentions)).consume();
            transaction.run(FACTS, Map.of("rows", facts)).consume();
        });
    }

    private Map<String, Object> episode(int record) {
        Map<String, Object> props = core("episode", record);
        props.put("name", "benchmark " + data.id(record));
        props.put("source", "text");
        props.put("source_description", "benchmark");
        props.put("content", data.text(record));
        props.put("entity_edges", data.previous(record) >= 0 ? List.of(uuid("fact", record)) : List.of());
        props.put("valid_at", NOW);
        return props;
    }

    private Map<String, Object> entity(int record) {
        Map<String, Object> props = core("entity", record);
        props.put("name", data.name(record));
        props.put("summary", "");
        props.put("labels", List.of("Entity", "Thing"));
        return Map.of(
                "uuid",
                props.get("uuid"),
                "labels",
                List.of("Thing"),
                "props",
                props,
                "vector",
                data.nameVector(record));
    }

    private Map<String, Object> mention(int record) {
        return Map.of("s", uuid("episode", record), "t", uuid("entity", record), "props", core("mention", record));
    }

    private Map<String, Object> fact(int record) {
        Map<String, Object> props = core("fact", record);
        String source = uuid("entity", record);
        String target = uuid("entity", data.previous(record));
        props.put("source_node_uuid", source);
        props.put("target_node_uuid", target);
        props.put("name", "FOLLOWS");
        props.put("fact", data.fact(record));
        props.put("episodes", List.of(uuid("episode", record)));
        props.put("valid_at", NOW);
        props.put("reference_time", NOW);
        return Map.of("s", source, "t", target, "props", props, "vector", data.factVector(record));
    }

    private Map<String, Object> core(String kind, int record) {
        Map<String, Object> props = new HashMap<>();
        props.put("uuid", uuid(kind, record));
        props.put("group_id", "bare_g" + data.group(record));
        props.put("created_at", NOW);
        return props;
    }

    /** In no order, as all uuids are: indexes take ordered ones for less. */
    private String uuid(String kind, int record) {
        return UUID.nameUUIDFromBytes((kind + data.seed() + "-" + record).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
