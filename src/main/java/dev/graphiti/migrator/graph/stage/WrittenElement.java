package dev.graphiti.migrator.graph.stage;

import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.RecordOrigin;
import org.jspecify.annotations.Nullable;

/**
 * An element whose fate is settled and whose transaction is committed.
 *
 * @param producer the step that made it
 * @param storedHash of all that it has in the graph; null if it was kept
 * @param fixedHash of the part that Graphiti does not change later; null if it was kept
 * @param vector whether it carries one
 * @param former what it had before this run, as JSON, if it was updated; null otherwise
 */
public record WrittenElement(
        ElementKind kind,
        String uuid,
        String groupId,
        Outcome outcome,
        String producer,
        @Nullable String storedHash,
        @Nullable String fixedHash,
        boolean vector,
        RecordOrigin origin,
        @Nullable String former) {
    /** How the element stands in the graph now. */
    public enum Outcome {
        /** Made by this run. */
        WRITTEN,
        /** Was there before this run, unchanged. */
        MERGED,
        /** Was there before this run, has taken our properties. */
        UPDATED
    }
}
