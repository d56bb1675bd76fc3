package dev.graphiti.migrator.report.sum;

import java.util.List;

/**
 * What became of the records of one collection.
 *
 * @param reshaped records that were read and have become others
 * @param results the records that they have become
 * @param skipped by rule
 * @param deadLettered by reason
 * @param notes what else was noticed; outside the sum
 */
public record RecordSum(
        String collection,
        long read,
        long reshaped,
        long results,
        long mapped,
        List<ReasonCount> skipped,
        List<ReasonCount> deadLettered,
        List<ReasonCount> notes) {
    public RecordSum {
        skipped = List.copyOf(skipped);
        deadLettered = List.copyOf(deadLettered);
        notes = List.copyOf(notes);
    }

    /** Records that are to be mapped: those that were read, and of the reshaped ones their results. */
    public long incoming() {
        return read - reshaped + results;
    }

    public long skippedTotal() {
        return ReasonCount.total(skipped);
    }

    public long deadTotal() {
        return ReasonCount.total(deadLettered);
    }

    /** Of the {@link #incoming} records those of which it is known what became of them. */
    public long accounted() {
        return mapped + skippedTotal() + deadTotal();
    }
}
