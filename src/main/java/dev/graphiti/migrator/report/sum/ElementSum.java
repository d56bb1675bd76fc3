package dev.graphiti.migrator.report.sum;

import java.util.List;

/**
 * What became of the elements of one kind that the records of one collection were mapped to.
 *
 * @param kind graph name of the elements' kind
 * @param updated existing elements that the run changed; not among {@code merged}
 * @param unchanged elements whose record is as the last run of the same name has read it; nothing was written
 * @param keptChanged elements that others have changed since the last run; they stay though their record has changed
 * @param gone elements of the last run that no record of this run has made; outside the sum
 * @param notMapped the same whose record was skipped or is a dead letter; outside the sum
 * @param deadLettered by reason
 */
public record ElementSum(
        String collection,
        String kind,
        long mapped,
        long written,
        long merged,
        long updated,
        long unchanged,
        long keptChanged,
        long gone,
        long notMapped,
        List<ReasonCount> deadLettered) {
    public ElementSum {
        deadLettered = List.copyOf(deadLettered);
    }

    public long deadTotal() {
        return ReasonCount.total(deadLettered);
    }

    /** Elements of which it is known what became of them. */
    public long accounted() {
        return written + merged + updated + unchanged + keptChanged + deadTotal();
    }
}
