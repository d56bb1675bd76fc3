package dev.graphiti.migrator.pipeline.incremental;

import dev.graphiti.migrator.ledger.LedgerEvent;
import dev.graphiti.migrator.ledger.LedgerRow;
import dev.graphiti.migrator.model.ElementKind;
import org.jspecify.annotations.Nullable;

/**
 * What earlier runs of the same name have left of an element.
 *
 * @param recordId of the record that made it
 * @param storedHash of all that it had in the graph; null if the last run has removed it
 * @param contentHash of what its record said of it; null if the graph does not say the same
 * @param run the place of the run among those that this one is compared with
 * @param sequence of the row in the ledger of that run
 */
public record Known(
        ElementKind kind,
        String uuid,
        String groupId,
        String producer,
        String collection,
        String recordId,
        @Nullable String storedHash,
        @Nullable String fixedHash,
        @Nullable String contentHash,
        int run,
        long sequence) {
    /** What a row of a ledger says; null if the element is not of a run of this name. */
    static @Nullable Known of(LedgerRow row, int run) {
        boolean isDeleted = row.event() == LedgerEvent.DELETED;
        if (!isDeleted && row.storedHash() == null) {
            return null;
        }
        return new Known(
                ElementKind.named(row.kind()),
                row.uuid(),
                row.groupId(),
                row.producer(),
                row.collection(),
                row.recordId(),
                isDeleted ? null : row.storedHash(),
                row.fixedHash(),
                row.contentHash(),
                run,
                row.sequence());
    }

    /** Whether the last run has left it in the graph. */
    boolean isInGraph() {
        return storedHash != null;
    }

    /** Of two rows of one element, the later one counts. */
    boolean isLaterThan(Known other) {
        return run != other.run ? run > other.run : sequence > other.sequence;
    }

    /** Its key in a state that may hold several groups. */
    String key() {
        return key(kind, uuid, groupId);
    }

    static String key(ElementKind kind, String uuid, String groupId) {
        return "%s/%s/%s".formatted(groupId, kind.graphName(), uuid);
    }
}
