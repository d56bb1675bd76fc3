package dev.graphiti.migrator.report;

import dev.graphiti.migrator.count.Count;
import dev.graphiti.migrator.count.Count.Outcome;

/**
 * What the run brought into one group.
 *
 * @param vectors how many of the elements carry a vector
 */
public record GroupSize(String groupId, long elements, long vectors) {
    static GroupSize of(Count tally) {
        boolean vectors = tally.outcome() == Outcome.VECTORS;
        return new GroupSize(tally.kind(), vectors ? 0 : tally.count(), vectors ? tally.count() : 0);
    }

    GroupSize plus(GroupSize other) {
        return new GroupSize(groupId, elements + other.elements, vectors + other.vectors);
    }
}
