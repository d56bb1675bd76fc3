package dev.graphiti.migrator.graph.stage;

import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.RecordOrigin;
import org.jspecify.annotations.Nullable;

/**
 * An element whose fate is settled and whose transaction is committed.
 *
 * @param vector whether it carries one
 * @param before the JSON of the properties that it had before an update; null otherwise
 */
public record WrittenElement(
        ElementKind kind,
        String uuid,
        String groupId,
        Outcome outcome,
        String contentHash,
        boolean vector,
        RecordOrigin origin,
        @Nullable String before) {
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
