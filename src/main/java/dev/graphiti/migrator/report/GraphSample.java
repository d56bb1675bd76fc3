package dev.graphiti.migrator.report;

import java.util.List;

/** A sample of the graph to look at. An edge whose ends are not among the nodes is not drawn. */
public record GraphSample(List<Node> nodes, List<Edge> edges) {
    public static final GraphSample NONE = new GraphSample(List.of(), List.of());

    /**
     * One node to draw.
     *
     * @param kind graph name of the element's kind
     * @param label the type of an entity, empty where it has none
     */
    public record Node(String id, String kind, String label, String name, String group) {}

    /**
     * One edge to draw.
     *
     * @param name predicate of a fact, or relationship type
     * @param fact the sentence of a fact, else empty
     */
    public record Edge(String from, String to, String name, String fact) {}

    public GraphSample {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }
}
