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
    static final class Pending {
        private final GraphElement element;
        private final RecordOrigin origin;
        private @Nullable ElementRow row;

        Pending(GraphElement element, RecordOrigin origin) {
            this.element = element;
            this.origin = origin;
        }

        GraphElement element() {
            return element;
        }

        RecordOrigin origin() {
            return origin;
        }

        /** The element as Neo4j stores it; made once, since sending, hashing and retrying all ask for it. */
        ElementRow row() {
            ElementRow made = row;
            if (made == null) {
                made = ElementRow.of(element);
                row = made;
            }
            return made;
        }
    }

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
