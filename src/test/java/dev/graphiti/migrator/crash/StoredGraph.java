package dev.graphiti.migrator.crash;

import dev.graphiti.migrator.graph.Target;
import dev.graphiti.migrator.graph.read.ElementSplit;
import dev.graphiti.migrator.graph.read.GraphReader;
import dev.graphiti.migrator.graph.read.SplitReader;
import dev.graphiti.migrator.graph.read.StoredElement;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** All elements of a graph. */
final class StoredGraph {
    private StoredGraph() {}

    /** By uuid; each has one of its own. */
    static Map<String, StoredElement> of(Neo4jServer server) {
        Map<String, StoredElement> elements = new HashMap<>();
        forEach(server, element -> elements.put(element.uuid(), element));
        return elements;
    }

    static void forEach(Neo4jServer server, Consumer<StoredElement> what) {
        try (Target target = Target.open(server.options())) {
            GraphReader reader = new GraphReader(target, List.of());
            for (ElementSplit split : reader.splits()) {
                SplitReader elements = reader.open(split);
                for (StoredElement each = elements.next(); each != null; each = elements.next()) {
                    what.accept(each);
                }
            }
        }
    }
}
