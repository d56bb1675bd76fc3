package dev.graphiti.migrator.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Adds up tallies; the order in which they come does not matter. Not safe for several threads. Its size grows with the
 * number of different things counted, which for groups is their number.
 */
public final class Tallies {
    private static final Comparator<Tally> ORDER = Comparator.comparing(Tally::subject)
            .thenComparing(Tally::collection)
            .thenComparing(Tally::kind)
            .thenComparing(Tally::outcome)
            .thenComparing(Tally::detail);

    /** What is counted (a tally of zero) and how many. */
    private final Map<Tally, Count> counts = new HashMap<>();

    private static final class Count {
        private long value;
    }

    public static Tallies of(Iterable<Tally> tallies) {
        return of(tallies.iterator());
    }

    public static Tallies of(Iterator<Tally> tallies) {
        Tallies sum = new Tallies();
        tallies.forEachRemaining(sum::add);
        return sum;
    }

    public Tallies add(Tally tally) {
        counts.computeIfAbsent(tally.withCount(0), what -> new Count()).value += tally.count();
        return this;
    }

    public boolean isEmpty() {
        return counts.isEmpty();
    }

    /** Every sum that is not zero, in a fixed order. */
    public List<Tally> toList() {
        return stream(tally -> true).sorted(ORDER).toList();
    }

    /** As {@link #toList}, and starts again from zero: what a subtask hands on before each checkpoint. */
    public List<Tally> drain() {
        List<Tally> drained = toList();
        counts.clear();
        return drained;
    }

    /** The sum over one outcome of a subject, whatever the collection, kind and detail. */
    public long total(String subject, String outcome) {
        return stream(tally ->
                        tally.subject().equals(subject) && tally.outcome().equals(outcome))
                .mapToLong(Tally::count)
                .sum();
    }

    public List<Tally> ofSubject(String subject) {
        return stream(tally -> tally.subject().equals(subject)).sorted(ORDER).toList();
    }

    /** The groups by size, of which only the largest by name. */
    public GroupSizes groups(int named) {
        Map<String, GroupSize> sizes = new HashMap<>();
        stream(tally -> tally.subject().equals(Tally.GROUP))
                .forEach(tally -> sizes.merge(tally.kind(), GroupSize.of(tally), GroupSize::plus));
        List<GroupSize> sorted = new ArrayList<>(sizes.values());
        sorted.sort(Comparator.comparingLong(GroupSize::elements).reversed().thenComparing(GroupSize::groupId));
        return GroupSizes.of(sorted, named);
    }

    private Stream<Tally> stream(Predicate<Tally> wanted) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue().value != 0 && wanted.test(entry.getKey()))
                .map(entry -> entry.getKey().withCount(entry.getValue().value));
    }
}
