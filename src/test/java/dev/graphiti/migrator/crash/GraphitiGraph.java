package dev.graphiti.migrator.crash;

import dev.graphiti.migrator.crash.Fingerprint.Leeway;
import dev.graphiti.migrator.graph.TargetOptions;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A Graphiti graph with each kind of node and edge on a server of its own, to be copied as it is. */
record GraphitiGraph(Neo4jServer server, String embedding, Set<Leeway> leeway) implements CrashData {
    private static final String AS_IT_IS = "none, model: generated, dimension: 8";

    private static final int ELEMENTS_OF_A_STEP = 7;
    /** So that communities and sagas come out even. */
    private static final int STEPS_OF_A_ROUND = 700;

    private static final int AT_ONCE = 1_000;
    private static final String TIMES =
            "created_at: datetime('2024-01-01T00:00:00Z') + duration({minutes: i}), group_id: 'team-' + (i % 7)";
    private static final List<String> NODES = List.of(
            "CREATE (n:Entity:Person {uuid: 'e-' + i, name: 'Person ' + i, summary: 'Number ' + i, age: i % 90, "
                    + TIMES
                    + "}) WITH n, i CALL db.create.setNodeVectorProperty(n, 'name_embedding', [x IN range(1, 8) | sin(i * x)])",
            "CREATE (:Episodic {uuid: 'p-' + i, name: 'Chat ' + i, source: 'text', source_description: 'chat',"
                    + " content: 'Person ' + i + ' said so.', entity_edges: ['f-' + i],"
                    + " valid_at: datetime('2023-06-01T10:00:00+02:00') + duration({hours: i}), " + TIMES + "})",
            "WITH i WHERE i % 70 < 7 CREATE (n:Community {uuid: 'c-' + i, name: 'Community ' + i, summary: 's', "
                    + TIMES
                    + "}) WITH n, i CALL db.create.setNodeVectorProperty(n, 'name_embedding', [x IN range(1, 8) | cos(i * x)])",
            "WITH i WHERE i % 140 < 7 CREATE (:Saga {uuid: 's-' + i, name: 'Saga ' + i, " + TIMES + "})");
    private static final List<String> EDGES = List.of(
            edge("Entity", "e-", "i", "RELATES_TO", "f-", "Entity", "e-", "(i + 77) % $n")
                    + " SET r.name = 'KNOWS', r.fact = 'Person ' + i + ' knows another.', r.episodes = ['p-' + i],"
                    + " r.valid_at = datetime('2020-01-01T00:00:00Z')"
                    + " WITH r, i CALL db.create.setRelationshipVectorProperty(r, 'fact_embedding', [x IN range(1, 8) | sin(i + x)])",
            edge("Episodic", "p-", "i", "MENTIONS", "m-", "Entity", "e-", "i"),
            edge("Community", "c-", "i / 70 * 70 + i % 7", "HAS_MEMBER", "hm-", "Entity", "e-", "i"),
            edge("Saga", "s-", "i / 140 * 140 + i % 7", "HAS_EPISODE", "he-", "Episodic", "p-", "i"),
            edge("Episodic", "p-", "i", "NEXT_EPISODE", "n-", "Episodic", "p-", "i + 7"));

    private static String edge(
            String source, String from, String start, String type, String uuid, String target, String to, String end) {
        return "MATCH (a:%s {uuid: '%s' + %s}) MATCH (b:%s {uuid: '%s' + %s}) CREATE (a)-[r:%s {uuid: '%s' + i, %s}]->(b)"
                .formatted(source, from, "(" + start + ")", target, to, "(" + end + ")", type, uuid, TIMES);
    }

    /** Puts at least so many elements there; what was there is gone. */
    static GraphitiGraph on(Neo4jServer server, int elements) {
        server.clear();
        for (String label : List.of("Entity", "Episodic", "Community", "Saga")) {
            server.query("CREATE INDEX %s_uuid FOR (n:%s) ON (n.uuid)".formatted(label, label));
        }
        server.query("CALL db.awaitIndexes()");
        int steps = (elements / ELEMENTS_OF_A_STEP / STEPS_OF_A_ROUND + 1) * STEPS_OF_A_ROUND;
        for (List<String> part : List.of(NODES, EDGES)) {
            for (int from = 0; from < steps; from += AT_ONCE) {
                Map<String, Object> range = Map.of("from", from, "to", Math.min(steps, from + AT_ONCE) - 1, "n", steps);
                part.forEach(statement -> server.query("UNWIND range($from, $to) AS i " + statement, range));
            }
        }
        return new GraphitiGraph(server, AS_IT_IS, Set.of());
    }

    /** With vectors made anew. */
    GraphitiGraph embeddedBy(String newEmbedding, Set<Leeway> newLeeway) {
        return new GraphitiGraph(server, newEmbedding + ", vectors: reembed", newLeeway);
    }

    @Override
    public String sections() {
        TargetOptions source = server.options();
        return """
                source: { type: graphiti, uri: "%s", password: "%s", split-size: 1000, page-size: 200 }
                embedding: { type: %s }
                """.formatted(source.uri(), source.password().value(), embedding);
    }
}
