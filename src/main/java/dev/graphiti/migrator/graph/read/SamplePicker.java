package dev.graphiti.migrator.graph.read;

import dev.graphiti.migrator.graph.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/** Picks a small connected piece of a graph, to look at. */
public final class SamplePicker {
    /** Facts of a few entities, with the episodes that mention these; bounded, whatever the size of the graph. */
    private static final String FACTS = """
            MATCH (hub:Entity) WITH hub LIMIT 2000
            WITH hub, COUNT { (hub)-[:RELATES_TO]-() } AS degree
            WHERE degree > 0 AND degree < 40
            WITH hub ORDER BY degree DESC, hub.uuid LIMIT 6
            MATCH (hub)-[fact:RELATES_TO]-(:Entity)
            WITH hub, fact LIMIT 60
            WITH DISTINCT fact
            RETURN startNode(fact) AS from, endNode(fact) AS to, fact.name AS name, fact.fact AS fact
            """;

    private static final String MENTIONS = """
            MATCH (episode:Episodic)-[:MENTIONS]->(entity:Entity) WHERE entity.uuid IN $entities
            WITH episode, entity LIMIT 25
            RETURN episode AS from, entity AS to, 'MENTIONS' AS name, '' AS fact
            """;

    /**
     * A node to draw.
     *
     * @param label the type of an entity, empty where it has none
     */
    public record Node(String uuid, String kind, String label, String name, String groupId) {}

    public record Edge(String from, String to, String name, String fact) {}

    public record Sample(List<Node> nodes, List<Edge> edges) {}

    private final Target target;

    public SamplePicker(Target target) {
        this.target = target;
    }

    public Sample pick() {
        Map<String, Node> nodes = new LinkedHashMap<>();
        List<Edge> edges = new ArrayList<>();
        target.run(FACTS, Map.of()).forEach(row -> add(row, nodes, edges));
        target.run(MENTIONS, Map.of("entities", new ArrayList<>(nodes.keySet())))
                .forEach(row -> add(row, nodes, edges));
        return new Sample(List.copyOf(nodes.values()), edges);
    }

    private static void add(Record row, Map<String, Node> nodes, List<Edge> edges) {
        Node from = node(row.get("from"));
        Node to = node(row.get("to"));
        nodes.putIfAbsent(from.uuid(), from);
        nodes.putIfAbsent(to.uuid(), to);
        edges.add(new Edge(
                from.uuid(),
                to.uuid(),
                row.get("name").asString(),
                row.get("fact").asString()));
    }

    private static Node node(Value value) {
        String kind = value.asNode().hasLabel("Episodic") ? "Episodic" : "Entity";
        String label = "";
        for (String each : value.asNode().labels()) {
            if (!each.equals(kind)) {
                label = each;
            }
        }
        return new Node(
                value.get("uuid").asString(),
                kind,
                label,
                value.get("name").asString(),
                value.get("group_id").asString());
    }
}
