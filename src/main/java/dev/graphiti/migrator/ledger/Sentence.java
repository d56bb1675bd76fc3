package dev.graphiti.migrator.ledger;

import java.util.List;

/** Words a report as one line. */
final class Sentence {
    private Sentence() {}

    static String of(RunReport report) {
        String sums = records(report.recordTotal()) + elements(report) + ". ";
        RunState state = report.run().state();
        return state == RunState.FINISHED
                ? sums + report.sum().sentence()
                : "Not finished (%s): ".formatted(state.words())
                        + sums
                        + report.sum().sentenceSoFar();
    }

    private static String records(RecordSum sum) {
        return "%s read = %s mapped"
                        .formatted(Figures.count(sum.read(), "record", "records"), Figures.count(sum.mapped()))
                + term(sum.skippedTotal(), "skipped", sum.skipped())
                + term(sum.deadTotal(), "dead-lettered", sum.deadLettered());
    }

    private static String elements(RunReport report) {
        ElementSum sum = report.elementTotal();
        if (sum.mapped() == 0 && sum.accounted() == 0) {
            return "; no elements";
        }
        String parts = "; %s = %s written"
                        .formatted(Figures.count(sum.mapped(), "element", "elements"), Figures.count(sum.written()))
                + term(sum.merged(), "merged", List.of())
                + term(sum.updated(), "updated", List.of())
                + term(sum.deadTotal(), "dead-lettered", sum.deadLettered());
        if (!report.changedNothing()) {
            return parts;
        }
        return parts + ": the graph already held all of " + (sum.deadTotal() == 0 ? "it" : "the rest")
                + ", nothing was changed";
    }

    private static String term(long count, String outcome, List<ReasonCount> reasons) {
        if (count == 0) {
            return "";
        }
        String why = reasons.isEmpty() ? "" : " (" + ReasonCount.words(reasons) + ")";
        return " + " + Figures.count(count) + " " + outcome + why;
    }
}
