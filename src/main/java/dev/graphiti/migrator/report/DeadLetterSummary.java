package dev.graphiti.migrator.report;

import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.report.sum.DeadLetterKey;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Counts dead letters by reason and by place and keeps a few of each reason. Those kept do not depend on the order in
 * which the letters come, so the same run always gives the same report.
 */
public final class DeadLetterSummary {
    private static final int EXAMPLES = 5;
    private static final Comparator<LetterExample> BY_PLACE = Comparator.comparing(
                    (LetterExample letter) -> letter.origin().collection())
            .thenComparing(letter -> letter.origin().split())
            .thenComparing(letter -> letter.origin().position(), Comparator.comparingInt(String::length))
            .thenComparing(letter -> letter.origin().position())
            .thenComparing(LetterExample::kind)
            .thenComparing(LetterExample::uuid)
            .thenComparing(LetterExample::message)
            .thenComparing(LetterExample::excerpt);

    private final Map<String, Long> byReason = new TreeMap<>();
    private final Map<String, Long> wholeByReason = new TreeMap<>();
    private final Map<DeadLetterKey, Long> byPlace = new TreeMap<>();
    private final Map<String, TreeSet<LetterExample>> examples = new TreeMap<>();

    public static DeadLetterSummary of(Iterator<DeadLetter> letters) {
        DeadLetterSummary box = new DeadLetterSummary();
        letters.forEachRemaining(box::add);
        return box;
    }

    private void add(DeadLetter letter) {
        byReason.merge(letter.reason(), 1L, Long::sum);
        wholeByReason.merge(letter.reason(), letter.kept().form().isWhole() ? 1L : 0L, Long::sum);
        byPlace.merge(DeadLetterKey.of(letter), 1L, Long::sum);
        TreeSet<LetterExample> kept = examples.computeIfAbsent(letter.reason(), reason -> new TreeSet<>(BY_PLACE));
        kept.add(LetterExample.of(letter));
        if (kept.size() > EXAMPLES) {
            kept.pollLast();
        }
    }

    Map<DeadLetterKey, Long> byPlace() {
        return byPlace;
    }

    List<DeadLetterReason> reasons() {
        return byReason.entrySet().stream()
                .map(entry -> new DeadLetterReason(
                        entry.getKey(),
                        entry.getValue(),
                        wholeByReason.getOrDefault(entry.getKey(), 0L),
                        List.copyOf(examples.get(entry.getKey()))))
                .sorted(Comparator.comparingLong(DeadLetterReason::count)
                        .reversed()
                        .thenComparing(DeadLetterReason::reason))
                .toList();
    }
}
