package dev.graphiti.migrator.graph.stage;

import dev.graphiti.migrator.graph.write.BatchResult.Pending;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.RecordOrigin;

/** An edge whose ends are not in the graph yet. */
public record WaitingEdge(RecordOrigin origin, String producer, GraphElement element) {
    static WaitingEdge of(Pending pending) {
        return new WaitingEdge(pending.origin(), pending.producer(), pending.element());
    }

    /** The key of the state that it waits in. */
    public String groupId() {
        return element.groupId();
    }

    String uuid() {
        return element.uuid();
    }
}
