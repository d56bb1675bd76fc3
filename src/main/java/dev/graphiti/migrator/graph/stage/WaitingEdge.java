package dev.graphiti.migrator.graph.stage;

import dev.graphiti.migrator.graph.write.BatchResult.Pending;
import dev.graphiti.migrator.model.CopiedElement;
import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.model.StructuralEdge;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An edge whose ends are not in the graph yet; exactly one of the last three is there. */
public record WaitingEdge(
        RecordOrigin origin,
        String producer,
        @Nullable EntityEdge fact,
        @Nullable StructuralEdge edge,
        @Nullable CopiedElement copy) {

    static WaitingEdge of(Pending pending) {
        if (pending.element() instanceof CopiedElement copy) {
            return new WaitingEdge(pending.origin(), pending.producer(), null, null, copy);
        }
        return pending.element() instanceof EntityEdge fact
                ? new WaitingEdge(pending.origin(), pending.producer(), fact, null, null)
                : new WaitingEdge(pending.origin(), pending.producer(), null, (StructuralEdge) pending.element(), null);
    }

    GraphElement element() {
        if (copy != null) {
            return copy;
        }
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
