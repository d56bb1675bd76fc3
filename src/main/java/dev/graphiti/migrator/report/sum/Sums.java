package dev.graphiti.migrator.report.sum;

import dev.graphiti.migrator.count.Count;
import dev.graphiti.migrator.count.Count.Outcome;
import dev.graphiti.migrator.count.Count.Subject;
import dev.graphiti.migrator.count.CountAggregator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Turns counts into one sum per collection, and per collection and kind. */
public final class Sums {
    /** One outcome of one collection or kind: how often, and for which details. */
    private static final class Cell {
        private final Map<Outcome, Long> outcomes = new HashMap<>();
        private final Map<Outcome, List<ReasonCount>> details = new HashMap<>();

        void add(Count count) {
            outcomes.merge(count.outcome(), count.count(), Long::sum);
            details.computeIfAbsent(count.outcome(), outcome -> new ArrayList<>())
                    .add(new ReasonCount(count.detail(), count.count()));
        }

        long count(Outcome outcome) {
            return outcomes.getOrDefault(outcome, 0L);
        }

        List<ReasonCount> reasons(Outcome outcome) {
            return details.getOrDefault(outcome, List.of()).stream()
                    .sorted(ReasonCount.MOST_FIRST)
                    .toList();
        }
    }

    private Sums() {}

    public static List<RecordSum> ofRecords(CountAggregator counts) {
        List<RecordSum> sums = new ArrayList<>();
        cells(counts.ofSubject(Subject.RECORD), Count::collection)
                .forEach((collection, cell) -> sums.add(new RecordSum(
                        collection,
                        cell.count(Outcome.READ),
                        cell.count(Outcome.RESHAPED),
                        cell.count(Outcome.RESULT),
                        cell.count(Outcome.MAPPED),
                        cell.reasons(Outcome.SKIPPED),
                        cell.reasons(Outcome.DEAD_LETTERED),
                        cell.reasons(Outcome.NOTE))));
        return sums;
    }

    public static List<ElementSum> ofElements(CountAggregator counts) {
        Map<String, List<Count>> byCollection = new TreeMap<>();
        for (Count count : counts.ofSubject(Subject.ELEMENT)) {
            byCollection
                    .computeIfAbsent(count.collection(), collection -> new ArrayList<>())
                    .add(count);
        }
        List<ElementSum> sums = new ArrayList<>();
        byCollection.forEach((collection, ofCollection) -> cells(ofCollection, Count::kind)
                .forEach((kind, cell) -> sums.add(new ElementSum(
                        collection,
                        kind,
                        cell.count(Outcome.MAPPED),
                        cell.count(Outcome.WRITTEN),
                        cell.count(Outcome.MERGED),
                        cell.count(Outcome.UPDATED),
                        cell.count(Outcome.UNCHANGED),
                        cell.count(Outcome.KEPT_CHANGED),
                        cell.count(Outcome.GONE),
                        cell.count(Outcome.NOT_MAPPED),
                        cell.reasons(Outcome.DEAD_LETTERED)))));
        return sums;
    }

    private static Map<String, Cell> cells(List<Count> counts, Function<Count, String> key) {
        Map<String, Cell> cells = new TreeMap<>();
        for (Count count : counts) {
            cells.computeIfAbsent(key.apply(count), name -> new Cell()).add(count);
        }
        return cells;
    }
}
