package dev.graphiti.migrator.graph.stage;

import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.RecordOrigin;
import org.jspecify.annotations.Nullable;

/**
 * An element whose fate is settled and whose transaction is committed.
 *
 * @param producer the step that made it
 * @param storedHash of all that it has in the graph; of one that was kept, what the last run of the same name has left, or
 *     null if it has left none
 * @param fixedHash of the part that Graphiti does not change later; null if it was kept
 * @param contentHash of what its record says of it; null if the run is compared with no other
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
        @Nullable String contentHash,
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
        UPDATED,
        /** Its record is as the last run has read it, so it was neither asked for nor written. */
        UNCHANGED,
        /** The last run has written it and others have changed it since, so it stays as it is though its record has changed. */
        KEPT_CHANGED,
        /** The last run has written it, and the source has no record of it any more. Nothing was done to it. */
        GONE,
        /** As {@link #GONE}, but the source has its record, which was skipped or set aside. */
        NOT_MAPPED
    }
}
