package dev.graphiti.migrator.report.sum;

import java.util.List;

/**
 * What became of the elements of one kind that the records of one collection were mapped to.
 *
 * @param kind graph name of the elements' kind
 * @param updated existing elements that the run changed; not among {@code merged}
 * @param deadLettered by reason
 */
public record ElementSum(
        String collection,
        String kind,
        long mapped,
        long written,
        long merged,
        long updated,
        List<ReasonCount> deadLettered) {
    public ElementSum {
        deadLettered = List.copyOf(deadLettered);
    }

    public long deadTotal() {
        return ReasonCount.total(deadLettered);
    }

    /** Elements of which it is known what became of them. */
    public long accounted() {
        return written + merged + updated + deadTotal();
    }
}
