package dev.graphiti.migrator.graph;

import dev.graphiti.migrator.graph.BatchResult.Pending;
import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.model.StructuralEdge;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An edge whose ends are not in the graph yet; exactly one of {@code fact} and {@code edge} is there. */
public record WaitingEdge(
        RecordOrigin origin,
        @Nullable EntityEdge fact,
        @Nullable StructuralEdge edge) {

    static WaitingEdge of(Pending pending) {
        return pending.element() instanceof EntityEdge fact
                ? new WaitingEdge(pending.origin(), fact, null)
                : new WaitingEdge(pending.origin(), null, (StructuralEdge) pending.element());
    }

    GraphElement element() {
        return fact != null ? fact : Objects.requireNonNull(edge);
    }

    /** The key of the state that it waits in. */
    public String groupId() {
        return element().groupId();
    }

    String uuid() {
        return element().uuid();
    }
}
