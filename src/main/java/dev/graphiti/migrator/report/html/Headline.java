package dev.graphiti.migrator.report.html;

import static dev.graphiti.migrator.report.html.Tag.tag;

import dev.graphiti.migrator.report.RunReport;
import dev.graphiti.migrator.report.sum.ElementSum;
import dev.graphiti.migrator.report.sum.SumCheck;
import dev.graphiti.migrator.run.RunState;
import dev.graphiti.migrator.text.Formats;
import java.util.List;

/** What one wants to know first: which run, whether it is all right, and five figures. */
final class Headline {
    private static final int NAMED_DIFFERENCES = 12;

    private Headline() {}

    static Markup of(RunReport report) {
        return tag("header")
                .of(
                        tag("p", "run")
                                .of(
                                        "graphiti-migrator · run ",
                                        tag("strong").of(report.run().runId())),
                        tag("div", "verdict " + mood(report))
                                .of(
                                        tag("span", "mark")
                                                .with("aria-hidden", "true")
                                                .of(mark(report)),
                                        tag("h1").of(verdict(report))),
                        tag("p", "sentence").of(report.sentence()),
                        differences(report.sum()),
                        tag("dl", "figures").of(figures(report)));
    }

    private static String mood(RunReport report) {
        RunState state = report.run().state();
        if (state == RunState.FINISHED) {
            return report.sum().holds() ? "good" : "bad";
        }
        return state == RunState.FAILED ? "bad" : "open";
    }

    private static String mark(RunReport report) {
        return switch (mood(report)) {
            case "good" -> "✓";
            case "bad" -> "✕";
            default -> "…";
        };
    }

    private static String verdict(RunReport report) {
        long dead = report.recordTotal().deadTotal() + report.elementTotal().deadTotal();
        if (report.run().state() != RunState.FINISHED) {
            return "Not finished: the run is " + report.run().state().words();
        }
        if (!report.sum().holds()) {
            return "The sum does not hold";
        }
        if (report.recordTotal().read() == 0 && report.elementTotal().mapped() == 0) {
            return "There was nothing to read";
        }
        if (report.changedNothing()) {
            return "Nothing changed: the graph already held " + (dead == 0 ? "all of it" : "the rest");
        }
        return dead == 0
                ? "Everything is accounted for"
                : "Everything is accounted for, %s dead-lettered".formatted(Formats.count(dead));
    }

    private static Markup differences(SumCheck sum) {
        if (sum.holds()) {
            return Markup.NOTHING;
        }
        List<Markup> items = sum.differences().stream()
                .limit(NAMED_DIFFERENCES)
                .map(difference -> tag("li").of(difference.toString()))
                .toList();
        int more = sum.differences().size() - items.size();
        return tag("ul", "differences")
                .of(items, more > 0 ? tag("li").of("and ", Formats.count(more), " more in report.json") : "");
    }

    private static List<Markup> figures(RunReport report) {
        long dead = report.recordTotal().deadTotal() + report.elementTotal().deadTotal();
        return List.of(
                figure("records read", Formats.count(report.recordTotal().read()), rate(report.recordsPerSecond())),
                figure(
                        "elements written",
                        Formats.count(report.elementTotal().written()),
                        rate(report.elementsPerSecond())),
                figure("merged or updated", Formats.count(merged(report)), "already in the graph"),
                figure("dead letters", Formats.count(dead), dead == 0 ? "none" : "listed below"),
                figure("duration", Formats.duration(report.duration()), "start to end"));
    }

    private static long merged(RunReport report) {
        ElementSum total = report.elementTotal();
        return total.merged() + total.updated() + total.unchanged() + total.keptChanged();
    }

    private static String rate(double perSecond) {
        return perSecond == 0 ? " " : Formats.compact(perSecond) + " per second";
    }

    private static Markup figure(String name, String value, String note) {
        return tag("div")
                .of(tag("dt").of(name), tag("dd").of(value, tag("small").of(note)));
    }
}
