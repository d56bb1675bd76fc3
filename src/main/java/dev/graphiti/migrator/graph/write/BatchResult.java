package dev.graphiti.migrator.graph.write;

import dev.graphiti.migrator.graph.read.StoredElement;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.RecordOrigin;
import org.jspecify.annotations.Nullable;

/**
 * What became of one element of a batch.
 *
 * @param detail why it was refused; null otherwise
 * @param update of an element of others that has taken our properties; null otherwise
 */
public record BatchResult(
        Pending pending,
        Fate fate,
        @Nullable String detail,
        @Nullable Update update) {
    BatchResult(Pending pending, Fate fate) {
        this(pending, fate, null, null);
    }

    /** Of an element that Neo4j will never take. */
    public static BatchResult refused(Pending pending, String why) {
        return new BatchResult(pending, Fate.REFUSED, why, null);
    }

    /**
     * A change of an element of others.
     *
     * @param former what it had before this run, as {@link dev.graphiti.migrator.neo4j.FormerValue} reads it
     * @param now what it has since
     */
    public record Update(String former, StoredElement now) {}

    /** An element on its way to the graph, the record that it comes from, and the step that made it. */
    public static final class Pending {
        private final GraphElement element;
        private final RecordOrigin origin;
        private final String producer;
        private @Nullable ElementRow row;

        public Pending(GraphElement element, RecordOrigin origin, String producer) {
            this.element = element;
            this.origin = origin;
            this.producer = producer;
        }

        public GraphElement element() {
            return element;
        }

        public RecordOrigin origin() {
            return origin;
        }

        public String producer() {
            return producer;
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
