package dev.graphiti.migrator.graph;

import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.RecordOrigin;
import org.jspecify.annotations.Nullable;

/**
 * What became of one element of a batch.
 *
 * @param detail why it was refused, or the JSON of what it replaced; null otherwise
 */
record BatchResult(Pending pending, Fate fate, @Nullable String detail) {
    /** An element on its way to the graph, and the record that made it. */
    record Pending(GraphElement element, RecordOrigin origin) {}

    enum Fate {
        WRITTEN,
        /** It was there before this run and stays as it is. */
        MERGED,
        /** It was there before this run and has taken our properties. */
        UPDATED,
        /** An end of the edge is not in the graph. */
        WAITING,
        /** Neo4j will never take it. */
        REFUSED
    }
}
