package dev.graphiti.migrator.graph.write;

import dev.graphiti.migrator.graph.read.StoredElement;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.model.Revision;
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
        private final @Nullable Revision revision;
        private @Nullable ElementRow row;

        /** @param revision null if the run is compared with no earlier one */
        public Pending(GraphElement element, RecordOrigin origin, String producer, @Nullable Revision revision) {
            this.element = element;
            this.origin = origin;
            this.producer = producer;
            this.revision = revision;
        }

        /** An element of a run that is compared with no earlier one. */
        public Pending(GraphElement element, RecordOrigin origin, String producer) {
            this(element, origin, producer, null);
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

        public @Nullable Revision revision() {
            return revision;
        }

        /** The hash of all that the last run of the same name has left of the element; null if it has left none. */
        public @Nullable String lastStored() {
            return revision == null ? null : revision.lastStored();
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
        /** The last run has written it, others have changed it since, and it stays as it is. */
        KEPT_CHANGED,
        /** An end of the edge is not in the graph. */
        WAITING,
        /** Neo4j will never take it. */
        REFUSED
    }
}
