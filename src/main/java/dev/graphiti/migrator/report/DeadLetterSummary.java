package dev.graphiti.migrator.report;

import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.report.sum.DeadLetterKey;
import dev.graphiti.migrator.text.Formats;
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
    private static final int LONGEST = 2_000;
    private static final Comparator<DeadLetter> BY_PLACE = Comparator.comparing(
                    (DeadLetter letter) -> letter.origin().collection())
            .thenComparing(letter -> letter.origin().split())
            .thenComparing(letter -> letter.origin().position(), Comparator.comparingInt(String::length))
            .thenComparing(letter -> letter.origin().position())
            .thenComparing(DeadLetter::kind)
            .thenComparing(DeadLetter::uuid)
            .thenComparing(DeadLetter::message)
            .thenComparing(DeadLetter::raw);

    private final Map<String, Long> byReason = new TreeMap<>();
    private final Map<DeadLetterKey, Long> byPlace = new TreeMap<>();
    private final Map<String, TreeSet<DeadLetter>> examples = new TreeMap<>();

    public static DeadLetterSummary of(Iterator<DeadLetter> letters) {
        DeadLetterSummary box = new DeadLetterSummary();
        letters.forEachRemaining(box::add);
        return box;
    }

    private void add(DeadLetter letter) {
        byReason.merge(letter.reason(), 1L, Long::sum);
        byPlace.merge(DeadLetterKey.of(letter), 1L, Long::sum);
        TreeSet<DeadLetter> kept = examples.computeIfAbsent(letter.reason(), reason -> new TreeSet<>(BY_PLACE));
        kept.add(shortened(letter));
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
                        entry.getKey(), entry.getValue(), List.copyOf(examples.get(entry.getKey()))))
                .sorted(Comparator.comparingLong(DeadLetterReason::count)
                        .reversed()
                        .thenComparing(DeadLetterReason::reason))
                .toList();
    }

    private static DeadLetter shortened(DeadLetter letter) {
        return new DeadLetter(
                letter.stage(),
                letter.kind(),
                letter.uuid(),
                letter.reason(),
                Formats.shortened(letter.message(), LONGEST),
                letter.origin(),
                Formats.shortened(letter.raw(), LONGEST));
    }
}
