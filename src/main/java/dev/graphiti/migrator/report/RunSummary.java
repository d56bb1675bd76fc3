package dev.graphiti.migrator.report;

import dev.graphiti.migrator.report.sum.ElementSum;
import dev.graphiti.migrator.report.sum.ReasonCount;
import dev.graphiti.migrator.report.sum.RecordSum;
import dev.graphiti.migrator.report.sum.SourceCounts;
import dev.graphiti.migrator.report.sum.SourceSum;
import dev.graphiti.migrator.report.sum.SourceSum.Outcome;
import dev.graphiti.migrator.run.RunState;
import dev.graphiti.migrator.text.Formats;
import java.util.List;
import java.util.Objects;

/** Words a report as one line. */
final class RunSummary {
    private RunSummary() {}

    static String of(RunReport report) {
        String sums = source(report) + records(report.recordTotal()) + elements(report) + ". ";
        RunState state = report.run().state();
        return state == RunState.FINISHED
                ? sums + report.sum().sentence()
                : "Not finished (%s): ".formatted(state.words())
                        + sums
                        + report.sum().sentenceSoFar();
    }

    /** For each unit that the source counts in; nothing where it does not count. */
    private static String source(RunReport report) {
        StringBuilder terms = new StringBuilder();
        for (SourceCounts.Unit unit : SourceCounts.Unit.values()) {
            List<SourceSum> counted = report.source().collections().stream()
                    .filter(sum -> sum.unit() == unit)
                    .toList();
            if (!counted.isEmpty()) {
                terms.append(source(unit, counted, report.run().state() == RunState.FINISHED));
            }
        }
        return terms.toString();
    }

    private static String source(SourceCounts.Unit unit, List<SourceSum> counted, boolean finished) {
        long before = counted.stream()
                .mapToLong(sum -> Objects.requireNonNullElse(sum.before(), 0L))
                .sum();
        long read = counted.stream().mapToLong(SourceSum::read).sum();
        boolean equal = counted.stream().allMatch(sum -> sum.outcome() == Outcome.EQUAL);
        return "%s in the source%s%s read%s; "
                .formatted(
                        unit.words(before),
                        equal ? " = " : ", ",
                        Formats.count(read),
                        finished ? explained(counted) : " so far");
    }

    private static String explained(List<SourceSum> counted) {
        List<SourceSum> explained = counted.stream()
                .filter(sum -> sum.outcome() == Outcome.EXPLAINED)
                .toList();
        return switch (explained.size()) {
            case 0 -> "";
            case 1 -> " (" + explained.get(0).words() + ")";
            default ->
                " (%s differ for known causes, which the report names)"
                        .formatted(Formats.count(explained.size(), "collection", "collections"));
        };
    }

    private static String records(RecordSum sum) {
        return "%s read%s = %s mapped"
                        .formatted(
                                Formats.count(sum.read(), "record", "records"),
                                reshaped(sum),
                                Formats.count(sum.mapped()))
                + term(sum.skippedTotal(), "skipped", sum.skipped())
                + term(sum.deadTotal(), "dead-lettered", sum.deadLettered());
    }

    private static String reshaped(RecordSum sum) {
        return sum.reshaped() == 0
                ? ""
                : ", %s of them reshaped into %s: %s"
                        .formatted(
                                Formats.count(sum.reshaped()),
                                Formats.count(sum.results()),
                                Formats.count(sum.incoming(), "record", "records"));
    }

    private static String elements(RunReport report) {
        ElementSum sum = report.elementTotal();
        if (sum.mapped() == 0 && sum.accounted() == 0) {
            return "; no elements" + gone(sum);
        }
        String parts = "; %s = %s written"
                        .formatted(Formats.count(sum.mapped(), "element", "elements"), Formats.count(sum.written()))
                + term(sum.merged(), "merged", List.of())
                + term(sum.updated(), "updated", List.of())
                + term(sum.unchanged(), "unchanged", List.of())
                + term(sum.keptChanged(), "kept, as others have changed them", List.of())
                + term(sum.deadTotal(), "dead-lettered", sum.deadLettered());
        if (!report.changedNothing()) {
            return parts + gone(sum);
        }
        return parts + ": the graph already held all of " + (sum.deadTotal() == 0 ? "it" : "the rest")
                + ", nothing was changed" + gone(sum);
    }

    /** Outside of the sum. */
    private static String gone(ElementSum sum) {
        return sum.gone() == 0
                ? ""
                : "; %s of earlier runs %s in the source any more"
                        .formatted(
                                Formats.count(sum.gone(), "element", "elements"),
                                sum.gone() == 1 ? "is not" : "are not");
    }

    private static String term(long count, String outcome, List<ReasonCount> reasons) {
        if (count == 0) {
            return "";
        }
        String why = reasons.isEmpty() ? "" : " (" + ReasonCount.words(reasons) + ")";
        return " + " + Formats.count(count) + " " + outcome + why;
    }
}
