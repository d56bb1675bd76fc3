package dev.graphiti.migrator.report.sum;

import java.util.List;

/**
 * What became of the records of one collection.
 *
 * @param skipped by rule
 * @param deadLettered by reason
 * @param notes what else was noticed; outside the sum
 */
public record RecordSum(
        String collection,
        long read,
        long mapped,
        List<ReasonCount> skipped,
        List<ReasonCount> deadLettered,
        List<ReasonCount> notes) {
    public RecordSum {
        skipped = List.copyOf(skipped);
        deadLettered = List.copyOf(deadLettered);
        notes = List.copyOf(notes);
    }

    public long skippedTotal() {
        return ReasonCount.total(skipped);
    }

    public long deadTotal() {
        return ReasonCount.total(deadLettered);
    }

    /** Records of which it is known what became of them. */
    public long accounted() {
        return mapped + skippedTotal() + deadTotal();
    }
}
