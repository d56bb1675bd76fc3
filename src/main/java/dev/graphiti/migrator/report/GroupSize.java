package dev.graphiti.migrator.report;

import dev.graphiti.migrator.count.Count;
import dev.graphiti.migrator.count.Count.Outcome;

/**
 * What the run brought into one group.
 *
 * @param vectors how many of the elements carry a vector
 */
public record GroupSize(String groupId, long elements, long vectors) {
    static GroupSize of(Count count) {
        boolean vectors = count.outcome() == Outcome.VECTORS;
        return new GroupSize(count.kind(), vectors ? 0 : count.count(), vectors ? count.count() : 0);
    }

    GroupSize plus(GroupSize other) {
        return new GroupSize(groupId, elements + other.elements, vectors + other.vectors);
    }
}
