package dev.graphiti.migrator.ledger;

import java.util.List;

/**
 * The groups of a run by size.
 *
 * @param largest the largest groups, largest first
 * @param otherGroups how many groups there are besides
 * @param otherElements what these hold together
 * @param crowdedGroups how many of all groups hold more vectors than a search can go through quickly
 */
public record GroupSizes(List<GroupSize> largest, long otherGroups, long otherElements, long crowdedGroups) {
    /** Graphiti compares a query with every vector of a group; above this many it takes seconds. */
    public static final long CROWDED = 50_000;

    public GroupSizes {
        largest = List.copyOf(largest);
    }

    static GroupSizes of(List<GroupSize> sorted, int named) {
        List<GroupSize> rest = sorted.subList(Math.min(named, sorted.size()), sorted.size());
        return new GroupSizes(
                sorted.subList(0, sorted.size() - rest.size()),
                rest.size(),
                rest.stream().mapToLong(GroupSize::elements).sum(),
                sorted.stream().filter(group -> group.vectors() > CROWDED).count());
    }

    public long groups() {
        return largest.size() + otherGroups;
    }
}
