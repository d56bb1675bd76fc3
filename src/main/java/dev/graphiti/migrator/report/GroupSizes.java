package dev.graphiti.migrator.report;

import dev.graphiti.migrator.count.Count.Subject;
import dev.graphiti.migrator.count.CountAggregator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    /** The groups by size, of which only the largest by name. */
    static GroupSizes of(CountAggregator counts, int named) {
        Map<String, GroupSize> sizes = new HashMap<>();
        counts.ofSubject(Subject.GROUP)
                .forEach(count -> sizes.merge(count.kind(), GroupSize.of(count), GroupSize::plus));
        List<GroupSize> sorted = new ArrayList<>(sizes.values());
        sorted.sort(Comparator.comparingLong(GroupSize::elements).reversed().thenComparing(GroupSize::groupId));
        return of(sorted, named);
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
