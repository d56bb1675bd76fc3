package dev.graphiti.migrator.report.sum;

import dev.graphiti.migrator.count.Count;
import dev.graphiti.migrator.count.Count.Subject;
import dev.graphiti.migrator.count.CountAggregator;
import dev.graphiti.migrator.ledger.PlannedSplit;
import dev.graphiti.migrator.report.sum.SourceCounts.Certainty;
import dev.graphiti.migrator.report.sum.SourceCounts.Unit;
import dev.graphiti.migrator.report.sum.SourceSum.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The first term of the sum: whether all that the source says that it holds was read, and each split of the plan once.
 *
 * @param collections by collection and unit
 * @param splits by collection; empty where the source does not mark the ends of its splits
 * @param notRead what was found and is not read, a sentence for each collection
 */
public record SourceCheck(List<SourceSum> collections, List<SplitSum> splits, List<String> notRead) {
    public static final SourceCheck NONE = new SourceCheck(List.of(), List.of(), List.of());

    public SourceCheck {
        collections = List.copyOf(collections);
        splits = List.copyOf(splits);
        notRead = List.copyOf(notRead);
    }

    /** Compares the counts of the source and the plan of a run with what was read. */
    public static SourceCheck of(SourceCounts counts, Iterator<PlannedSplit> plan, CountAggregator ofRun) {
        List<Count> ofSource = ofRun.ofSubject(Subject.SOURCE);
        Map<String, Long> records = amounts(ofRun.ofSubject(Subject.RECORD), Count.Outcome.READ);
        Map<String, Long> amounts = amounts(ofSource, Count.Outcome.READ);
        Map<Unit, Map<String, Long>> read =
                Map.of(Unit.RECORDS, records, Unit.BYTES, amounts, Unit.OFFSETS, added(records, amounts));
        return new SourceCheck(
                sums(counts, read, amounts(ofSource, Count.Outcome.LOST)),
                counts.endsEachSplit() ? SplitSums.of(plan, ofSource) : List.of(),
                counts.notRead());
    }

    /** Those that are not equal, and what is not read, a line each. */
    public List<String> lines() {
        return Stream.concat(unequal(), notRead.stream()).toList();
    }

    private Stream<String> unequal() {
        return collections.stream()
                .filter(sum -> sum.outcome() != Outcome.EQUAL)
                .map(sum -> sum.outcome() == Outcome.NOT_COUNTED
                        ? sum.words()
                        : sum.words() + " [" + sum.outcome().words() + "]");
    }

    /** An offset of Kafka is that of a record, or one without, which is counted as an amount. */
    private static Map<String, Long> added(Map<String, Long> records, Map<String, Long> amounts) {
        Map<String, Long> offsets = new HashMap<>(records);
        amounts.forEach((collection, amount) -> offsets.merge(collection, amount, Long::sum));
        return offsets;
    }

    private static Map<String, Long> amounts(List<Count> counts, Count.Outcome outcome) {
        Map<String, Long> amounts = new HashMap<>();
        counts.stream()
                .filter(count -> count.outcome() == outcome)
                .forEach(count -> amounts.merge(count.collection(), count.count(), Long::sum));
        return amounts;
    }

    private record Place(String collection, Unit unit) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byCollection = collection.compareTo(other.collection);
            return byCollection != 0 ? byCollection : unit.compareTo(other.unit);
        }
    }

    /**
     * Every collection that was counted or read.
     *
     * @param read by unit and collection; a collection is one that was read if there are records of it
     * @param lost by collection
     */
    static List<SourceSum> sums(SourceCounts counts, Map<Unit, Map<String, Long>> read, Map<String, Long> lost) {
        Map<String, String> unknown = unknown(counts.before());
        Map<Place, Certainty> places = new TreeMap<>();
        Map<Place, Long> before = added(counts.before(), places);
        SecondCount second = SecondCount.of(counts, places);
        places.keySet().removeIf(place -> unknown.containsKey(place.collection()));
        List<SourceSum> sums = new ArrayList<>();
        Map<String, Long> records = read.getOrDefault(Unit.RECORDS, Map.of());
        TreeSet<String> left = new TreeSet<>(records.keySet());
        left.addAll(unknown.keySet());
        left.remove("");
        places.forEach((place, certainty) -> {
            left.remove(place.collection());
            sums.add(SourceSum.of(
                    place.collection(),
                    place.unit(),
                    certainty,
                    before.getOrDefault(place, 0L),
                    second.of(place),
                    certainty == Certainty.EXACT ? null : second.missing(place),
                    read.getOrDefault(place.unit(), Map.of()).getOrDefault(place.collection(), 0L),
                    lost.getOrDefault(place.collection(), 0L)));
        });
        left.forEach(collection -> sums.add(SourceSum.notCounted(
                collection,
                records.getOrDefault(collection, 0L),
                unknown.getOrDefault(collection, unknown.getOrDefault("", "")))));
        return sums;
    }

    /** Why collections have no count, or, under the empty name, all that have none. */
    private static Map<String, String> unknown(List<SourceCounts.CollectionCount> counts) {
        Map<String, String> unknown = new HashMap<>();
        for (SourceCounts.CollectionCount count : counts) {
            String reason = count.unknown();
            if (reason != null) {
                unknown.put(count.collection(), reason);
            }
        }
        return unknown;
    }

    /**
     * The counts after reading. A collection that could not be counted again has none: with zero in its place, whatever is
     * missing would be taken for what others have deleted.
     */
    private record SecondCount(
            @Nullable Map<Place, Long> counts,
            Map<String, String> unknown,
            @Nullable String none) {
        static SecondCount of(SourceCounts counts, Map<Place, Certainty> places) {
            List<SourceCounts.CollectionCount> again = counts.after();
            return again == null
                    ? new SecondCount(null, Map.of(), counts.notCountedAgain())
                    : new SecondCount(added(again, places), SourceCheck.unknown(again), null);
        }

        /** Zero for what the source counts no more; null for what it could not count again. */
        @Nullable
        Long of(Place place) {
            return counts == null || missing(place) != null ? null : counts.getOrDefault(place, 0L);
        }

        @Nullable
        String missing(Place place) {
            if (counts == null) {
                return none;
            }
            return counts.containsKey(place) ? null : unknown.getOrDefault(place.collection(), unknown.get(""));
        }
    }

    /** Also notes each place with the loosest certainty of its counts. */
    private static Map<Place, Long> added(List<SourceCounts.CollectionCount> counts, Map<Place, Certainty> places) {
        Map<Place, Long> sums = new HashMap<>();
        for (SourceCounts.CollectionCount count : counts) {
            if (count.unknown() != null) {
                continue;
            }
            Place place = new Place(count.collection(), count.unit());
            sums.merge(place, count.count(), Long::sum);
            places.merge(place, count.certainty(), (one, other) -> one.compareTo(other) > 0 ? one : other);
        }
        return sums;
    }
}
