package dev.graphiti.migrator.graph.write;

import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.RecordOrigin;
import org.jspecify.annotations.Nullable;

/**
 * What became of one element of a batch.
 *
 * @param detail why it was refused, or the JSON of what it replaced; null otherwise
 */
public record BatchResult(
        Pending pending, Fate fate, @Nullable String detail) {
    /** An element on its way to the graph, and the record that made it. */
    public static final class Pending {
        private final GraphElement element;
        private final RecordOrigin origin;
        private @Nullable ElementRow row;

        public Pending(GraphElement element, RecordOrigin origin) {
            this.element = element;
            this.origin = origin;
        }

        public GraphElement element() {
            return element;
        }

        public RecordOrigin origin() {
            return origin;
        }

        /** The element as Neo4j stores it; made once, since sending, hashing and retrying all ask for it. */
        public ElementRow row() {
            ElementRow made = row;
            if (made == null) {
                made = ElementRow.of(element);
                row = made;
            }
            return made;
        }
    }

    public enum Fate {
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
