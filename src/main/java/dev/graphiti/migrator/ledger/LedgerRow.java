package dev.graphiti.migrator.ledger;

import org.jspecify.annotations.Nullable;

/**
 * One thing that a run did to an element, and the record that made it do so: what rollback and validation go by.
 *
 * @param sequence {@link LedgerSequence#number}
 * @param kind graph name of the element's kind
 * @param producer the step that made the element: {@code mapping} of the collection, {@code graphrag} or {@code copy}
 * @param storedHash of the element as it is in the graph after a creation or an update, as a fingerprint of the graph has
 *     it: 32 hexadecimal digits; of an element that the run has not changed, the one that the last run of the same name
 *     has left, or null
 * @param fixedHash the same of the part that Graphiti does not change later
 * @param contentHash of what the record says of the element; null in a run without a name
 * @param former of an updated element, what it had before the run's first change: its labels and typed properties as JSON
 */
public record LedgerRow(
        long sequence,
        LedgerEvent event,
        String uuid,
        String kind,
        String groupId,
        String producer,
        String collection,
        String recordId,
        String split,
        String position,
        @Nullable String storedHash,
        @Nullable String fixedHash,
        @Nullable String contentHash,
        @Nullable String former) {}
