package dev.graphiti.migrator.report.sum;

import dev.graphiti.migrator.ledger.Tallies;
import dev.graphiti.migrator.ledger.Tally;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Turns tallies into one sum per collection, and per collection and kind. */
public final class Sums {
    /** One outcome of one collection or kind: how often, and for which details. */
    private static final class Cell {
        private final Map<String, Long> outcomes = new HashMap<>();
        private final Map<String, List<ReasonCount>> details = new HashMap<>();

        void add(Tally tally) {
            outcomes.merge(tally.outcome(), tally.count(), Long::sum);
            details.computeIfAbsent(tally.outcome(), outcome -> new ArrayList<>())
                    .add(new ReasonCount(tally.detail(), tally.count()));
        }

        long count(String outcome) {
            return outcomes.getOrDefault(outcome, 0L);
        }

        List<ReasonCount> reasons(String outcome) {
            return details.getOrDefault(outcome, List.of()).stream()
                    .sorted(ReasonCount.MOST_FIRST)
                    .toList();
        }
    }

    private Sums() {}

    public static List<RecordSum> ofRecords(Tallies tallies) {
        List<RecordSum> sums = new ArrayList<>();
        cells(tallies.ofSubject(Tally.RECORD), Tally::collection)
                .forEach((collection, cell) -> sums.add(new RecordSum(
                        collection,
                        cell.count(Tally.READ),
                        cell.count(Tally.MAPPED),
                        cell.reasons(Tally.SKIPPED),
                        cell.reasons(Tally.DEAD_LETTERED),
                        cell.reasons(Tally.NOTE))));
        return sums;
    }

    public static List<ElementSum> ofElements(Tallies tallies) {
        Map<String, List<Tally>> byCollection = new TreeMap<>();
        for (Tally tally : tallies.ofSubject(Tally.ELEMENT)) {
            byCollection
                    .computeIfAbsent(tally.collection(), collection -> new ArrayList<>())
                    .add(tally);
        }
        List<ElementSum> sums = new ArrayList<>();
        byCollection.forEach((collection, ofCollection) -> cells(ofCollection, Tally::kind)
                .forEach((kind, cell) -> sums.add(new ElementSum(
                        collection,
                        kind,
                        cell.count(Tally.MAPPED),
                        cell.count(Tally.WRITTEN),
                        cell.count(Tally.MERGED),
                        cell.count(Tally.UPDATED),
                        cell.reasons(Tally.DEAD_LETTERED)))));
        return sums;
    }

    private static Map<String, Cell> cells(List<Tally> tallies, Function<Tally, String> key) {
        Map<String, Cell> cells = new TreeMap<>();
        for (Tally tally : tallies) {
            cells.computeIfAbsent(key.apply(tally), name -> new Cell()).add(tally);
        }
        return cells;
    }
}
