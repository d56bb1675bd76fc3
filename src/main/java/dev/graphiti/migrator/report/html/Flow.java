package dev.graphiti.migrator.report.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Amounts that flow from bands on the left to bands on the right. */
final class Flow {
    /**
     * One band.
     *
     * @param tone name of its color in the style sheet
     */
    record Band(String name, String tone) {}

    record Link(Band from, Band to, long count) {}

    private final Map<Band, Map<Band, Long>> counts = new LinkedHashMap<>();

    /** Adds to what flows from one to the other; nothing is left out but zero. */
    void add(Band from, Band to, long count) {
        if (count > 0) {
            counts.computeIfAbsent(from, band -> new LinkedHashMap<>()).merge(to, count, Long::sum);
        }
    }

    /** All links, those of one left band together, in the order of {@code right}. */
    List<Link> links(List<Band> right) {
        List<Link> links = new ArrayList<>();
        counts.forEach((from, targets) -> right.stream()
                .filter(targets::containsKey)
                .forEach(to -> links.add(new Link(from, to, targets.getOrDefault(to, 0L)))));
        return links;
    }

    List<Band> left() {
        return List.copyOf(counts.keySet());
    }

    long total() {
        return counts.values().stream()
                .flatMap(targets -> targets.values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }
}
