package dev.graphiti.migrator.ledger;

import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.RecordOrigin;
import org.jspecify.annotations.Nullable;

/**
 * One element that the run brought to the graph, and the record it came from: what rollback and validation go by.
 *
 * @param kind graph name of the element's kind
 * @param outcome {@link Tally#WRITTEN}, {@link Tally#MERGED} or {@link Tally#UPDATED}
 * @param contentHash of the element as it was sent
 * @param before the properties that were replaced, as one JSON object; only of updated elements
 */
public record LedgerRow(
        String uuid,
        String kind,
        String groupId,
        String outcome,
        String contentHash,
        String collection,
        String recordId,
        String split,
        String position,
        @Nullable String before) {

    public static LedgerRow written(
            String uuid, ElementKind kind, String groupId, String contentHash, RecordOrigin origin) {
        return new LedgerRow(
                uuid,
                kind.graphName(),
                groupId,
                Tally.WRITTEN,
                contentHash,
                origin.collection(),
                origin.id(),
                origin.split(),
                origin.position(),
                null);
    }

    /** The same element found in the graph, untouched. */
    public LedgerRow merged() {
        return with(Tally.MERGED, null);
    }

    /** The same element found in the graph and changed. */
    public LedgerRow updated(String replacedProperties) {
        return with(Tally.UPDATED, replacedProperties);
    }

    private LedgerRow with(String newOutcome, @Nullable String replaced) {
        return new LedgerRow(
                uuid, kind, groupId, newOutcome, contentHash, collection, recordId, split, position, replaced);
    }
}
