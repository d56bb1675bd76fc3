package dev.graphiti.migrator.graph.stage;

import dev.graphiti.migrator.graph.write.BatchResult.Pending;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.model.Revision;
import org.jspecify.annotations.Nullable;

/**
 * An edge whose ends are not in the graph yet.
 *
 * @param revision null if the run is compared with no earlier one
 */
public record WaitingEdge(
        RecordOrigin origin,
        String producer,
        GraphElement element,
        @Nullable Revision revision) {
    /** An edge of a run that is compared with no earlier one. */
    public WaitingEdge(RecordOrigin origin, String producer, GraphElement element) {
        this(origin, producer, element, null);
    }

    static WaitingEdge of(Pending pending) {
        return new WaitingEdge(pending.origin(), pending.producer(), pending.element(), pending.revision());
    }

    /** The key of the state that it waits in. */
    public String groupId() {
        return element.groupId();
    }

    String uuid() {
        return element.uuid();
    }
}
