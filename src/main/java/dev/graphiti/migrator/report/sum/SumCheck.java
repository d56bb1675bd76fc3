package dev.graphiti.migrator.report.sum;

import dev.graphiti.migrator.text.Formats;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether everything that came in is accounted for.
 *
 * @param differences every place where it is not; none if the sum holds
 */
public record SumCheck(List<Difference> differences) {
    /**
     * One place where more or less came out than came in.
     *
     * @param where what was counted, for instance {@code records of docs}
     * @param expected how many came in
     * @param accounted of how many it is known what became of them
     * @param how the difference in words; null for those that the two numbers give
     */
    public record Difference(
            String where,
            long expected,
            long accounted,
            @Nullable String how) {
        public Difference(String where, long expected, long accounted) {
            this(where, expected, accounted, null);
        }

        @Override
        public String toString() {
            if (how != null) {
                return where + ": " + how;
            }
            long missing = expected - accounted;
            return "%s: %s came in, %s are accounted for (%s %s)"
                    .formatted(
                            where,
                            Formats.count(expected),
                            Formats.count(accounted),
                            Formats.count(Math.abs(missing)),
                            missing > 0 ? "missing" : "too many");
        }
    }

    public SumCheck {
        differences = List.copyOf(differences);
    }

    /**
     * Checks what the source says, each sum, and that as many dead letters lie in the files ({@code letters}) as were
     * counted.
     */
    public static SumCheck of(
            SourceCheck source, List<RecordSum> records, List<ElementSum> elements, Map<DeadLetterKey, Long> letters) {
        List<Difference> all = new ArrayList<>();
        Map<DeadLetterKey, Long> left = new TreeMap<>(letters);
        for (RecordSum sum : records) {
            all.add(new Difference("records of " + name(sum.collection()), sum.incoming(), sum.accounted()));
            all.add(letters(DeadLetterKey.ofRecord(sum.collection()), sum.deadTotal(), left));
        }
        for (ElementSum sum : elements) {
            String where = "%s elements of %s".formatted(sum.kind(), name(sum.collection()));
            all.add(new Difference(where, sum.mapped(), sum.accounted()));
            all.add(letters(new DeadLetterKey(sum.collection(), sum.kind()), sum.deadTotal(), left));
        }
        left.keySet().stream().toList().forEach(place -> all.add(letters(place, 0, left)));
        return new SumCheck(Stream.concat(
                        differences(source),
                        all.stream().filter(difference -> difference.expected != difference.accounted))
                .toList());
    }

    private static Stream<Difference> differences(SourceCheck source) {
        return Stream.concat(
                source.collections().stream()
                        .filter(sum -> sum.outcome() == SourceSum.Outcome.UNEXPLAINED)
                        .map(sum -> new Difference(
                                "%s of %s in the source"
                                        .formatted(
                                                Objects.requireNonNull(sum.unit())
                                                        .words(),
                                                name(sum.collection())),
                                Objects.requireNonNull(sum.before()),
                                sum.read(),
                                sum.cause())),
                source.splits().stream()
                        .filter(sum -> !sum.holds())
                        .map(sum -> new Difference(
                                "splits of " + name(sum.collection()), sum.planned(), sum.ended(), words(sum))));
    }

    private static String words(SplitSum sum) {
        return "%s planned, %s read to their end once (%s)"
                .formatted(Formats.count(sum.planned()), Formats.count(sum.ended()), String.join("; ", sum.wrong()));
    }

    public boolean holds() {
        return differences.isEmpty();
    }

    /** For instance {@code The sum holds.}, or the first difference and how many more there are. */
    public String sentence() {
        return holds() ? "The sum holds." : "The sum does NOT hold: " + first() + ".";
    }

    /** The same of a run that is not at its end, where what is on its way is no fault. */
    public String sentenceSoFar() {
        return holds() ? "The sum holds so far." : "The rest is still in progress: " + first() + ".";
    }

    private String first() {
        int more = differences.size() - 1;
        return differences.get(0)
                + (more == 0 ? "" : "; and " + Formats.count(more, "more difference", "more differences"));
    }

    private static Difference letters(DeadLetterKey place, long counted, Map<DeadLetterKey, Long> left) {
        Long found = left.remove(place);
        String where = "dead letters (%s) of %s".formatted(place.kind(), name(place.collection()));
        return new Difference(where, counted, found == null ? 0 : found);
    }

    private static String name(String collection) {
        return collection.isEmpty() ? "(no collection)" : collection;
    }
}
