package dev.graphiti.migrator.count;

import dev.graphiti.migrator.count.Count.Outcome;
import dev.graphiti.migrator.count.Count.Subject;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Adds up counts; the order in which they come does not matter. Not safe for several threads. Its size grows with the
 * number of different things counted, which for groups is their number.
 */
public final class CountAggregator {
    private static final Comparator<Count> ORDER = Comparator.comparing(
                    (Count count) -> count.subject().word())
            .thenComparing(Count::collection)
            .thenComparing(Count::kind)
            .thenComparing(count -> count.outcome().word())
            .thenComparing(Count::detail);

    /** What is counted (a count of zero) and how many. */
    private final Map<Count, Sum> counts = new HashMap<>();

    private static final class Sum {
        private long value;
    }

    public static CountAggregator of(Iterable<Count> counts) {
        return of(counts.iterator());
    }

    public static CountAggregator of(Iterator<Count> counts) {
        CountAggregator sum = new CountAggregator();
        counts.forEachRemaining(sum::add);
        return sum;
    }

    public CountAggregator add(Count count) {
        counts.computeIfAbsent(count.withCount(0), what -> new Sum()).value += count.count();
        return this;
    }

    public boolean isEmpty() {
        return counts.isEmpty();
    }

    /** Every sum that is not zero, in a fixed order. */
    public List<Count> toList() {
        return stream(count -> true).sorted(ORDER).toList();
    }

    /** As {@link #toList}, and starts again from zero: what a subtask hands on before each checkpoint. */
    public List<Count> drain() {
        List<Count> drained = toList();
        counts.clear();
        return drained;
    }

    /** The sum over one outcome of a subject, whatever the collection, kind and detail. */
    public long total(Subject subject, Outcome outcome) {
        return stream(count -> count.subject() == subject && count.outcome() == outcome)
                .mapToLong(Count::count)
                .sum();
    }

    public List<Count> ofSubject(Subject subject) {
        return stream(count -> count.subject() == subject).sorted(ORDER).toList();
    }

    private Stream<Count> stream(Predicate<Count> wanted) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue().value != 0 && wanted.test(entry.getKey()))
                .map(entry -> entry.getKey().withCount(entry.getValue().value));
    }
}
