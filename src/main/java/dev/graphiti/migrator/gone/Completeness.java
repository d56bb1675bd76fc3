package dev.graphiti.migrator.gone;

import dev.graphiti.migrator.report.RunReport;
import dev.graphiti.migrator.report.sum.ReasonCount;
import dev.graphiti.migrator.report.sum.RecordSum;
import dev.graphiti.migrator.report.sum.SourceSum;
import dev.graphiti.migrator.text.Formats;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether a run has read its whole source, so that what no record has made is really gone. */
final class Completeness {
    /** Dead letters of records of which it is not known what they have made in an earlier run. */
    private static final Set<String> UNKNOWN_IDENTITY =
            Set.of("duplicate-id", "reshape-failed", "reshape-limit", "reshape-no-object");

    private static final String NOT_IDENTIFIED = "not-identified";

    private Completeness() {}

    /**
     * Why elements of these collections may still be in the source.
     *
     * @return a clause; empty if the source was read completely
     */
    static Optional<String> doubt(RunReport report, Set<String> collections) {
        if (!report.sum().holds()) {
            return Optional.of("the sum of the run does not hold");
        }
        if (!report.source().notRead().isEmpty()) {
            return Optional.of("not all that was found was read: "
                    + report.source().notRead().get(0).replaceFirst("\\.$", ""));
        }
        for (SourceSum sum : report.source().collections()) {
            if (sum.outcome() != SourceSum.Outcome.EQUAL) {
                return Optional.of("the source's own count of '%s' is not equal to what was read (%s)"
                        .formatted(sum.collection(), words(sum)));
            }
        }
        Set<String> counted = report.source().collections().stream()
                .map(SourceSum::collection)
                .collect(Collectors.toSet());
        for (String collection : collections.stream().sorted().toList()) {
            if (!counted.contains(collection)) {
                return Optional.of("the source has not counted the collection '%s'".formatted(collection));
            }
        }
        return unknownRecords(report.records(), collections);
    }

    private static String words(SourceSum sum) {
        return sum.cause().isEmpty() ? sum.outcome().words() : sum.cause();
    }

    private static Optional<String> unknownRecords(List<RecordSum> records, Set<String> collections) {
        Map<String, RecordSum> byCollection =
                records.stream().collect(Collectors.toMap(RecordSum::collection, Function.identity()));
        for (String collection : collections.stream().sorted().toList()) {
            RecordSum sum = byCollection.get(collection);
            long unknown = sum == null
                    ? 0
                    : sum.deadLettered().stream()
                                    .filter(reason -> UNKNOWN_IDENTITY.contains(reason.reason()))
                                    .mapToLong(ReasonCount::count)
                                    .sum()
                            + sum.notes().stream()
                                    .filter(note -> note.reason().equals(NOT_IDENTIFIED))
                                    .mapToLong(ReasonCount::count)
                                    .sum();
            if (unknown > 0) {
                return Optional.of("%s of '%s' may be %s"
                        .formatted(
                                Formats.count(unknown, "dead letter", "dead letters"),
                                collection,
                                unknown == 1 ? "a record that it has not met" : "records that it has not met"));
            }
        }
        return Optional.empty();
    }
}
