package dev.graphiti.migrator.report.sum;

import dev.graphiti.migrator.count.Count;
import dev.graphiti.migrator.count.Count.Outcome;
import dev.graphiti.migrator.ledger.PlannedSplit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Checks that each split of a plan was read to its end exactly once. */
final class SplitSums {
    private static final int NAMED = 5;

    private final Map<String, Cell> cells = new TreeMap<>();
    private final Map<String, Count> ends = new HashMap<>();

    private static final class Cell {
        private long planned;
        private long ended;
        private final List<String> wrong = new ArrayList<>();

        void wrong(String sentence) {
            if (wrong.size() < NAMED) {
                wrong.add(sentence);
            }
        }
    }

    private SplitSums() {}

    /** By collection; the counts are those of the source. */
    static List<SplitSum> of(Iterator<PlannedSplit> plan, List<Count> counts) {
        SplitSums sums = new SplitSums();
        counts.stream()
                .filter(count -> count.outcome() == Outcome.ENDED)
                .forEach(count -> sums.ends.put(count.kind(), count));
        plan.forEachRemaining(sums::compare);
        sums.ends.values().stream()
                .sorted(Comparator.comparing(Count::kind))
                .forEach(end -> sums.cell(end.collection()).wrong("split %s is not in the plan".formatted(end.kind())));
        return sums.cells.entrySet().stream()
                .map(each -> new SplitSum(
                        each.getKey(), each.getValue().planned, each.getValue().ended, each.getValue().wrong))
                .toList();
    }

    private void compare(PlannedSplit split) {
        Cell cell = cell(split.collection());
        cell.planned++;
        @Nullable Count end = ends.remove(split.id());
        if (end == null) {
            cell.wrong("split %s was not read to its end".formatted(split.id()));
        } else if (end.count() != 1) {
            cell.wrong("split %s was read to its end %d times".formatted(split.id(), end.count()));
        } else {
            cell.ended++;
        }
    }

    private Cell cell(String collection) {
        return cells.computeIfAbsent(collection, name -> new Cell());
    }
}
