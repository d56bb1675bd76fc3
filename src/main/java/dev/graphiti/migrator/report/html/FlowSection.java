package dev.graphiti.migrator.report.html;

import static dev.graphiti.migrator.report.html.Tag.tag;

import dev.graphiti.migrator.report.RunReport;
import dev.graphiti.migrator.report.html.Flow.Band;
import dev.graphiti.migrator.report.sum.ElementSum;
import dev.graphiti.migrator.report.sum.ReasonCount;
import dev.graphiti.migrator.report.sum.RecordSum;
import dev.graphiti.migrator.text.Formats;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The sum as a picture: where every record and every element went. */
final class FlowSection {
    private static final int NAMED_COLLECTIONS = 7;
    private static final int NAMED_REASONS = 5;
    private static final Band MAPPED = new Band("mapped", "mapped");
    private static final Band WRITTEN = new Band("written", "written");
    private static final Band MERGED = new Band("merged", "merged");
    private static final Band UPDATED = new Band("updated", "updated");
    private static final Band UNCHANGED = new Band("unchanged", "merged");
    private static final Band KEPT_CHANGED = new Band("kept, changed by others", "merged");
    private static final Band LOST = new Band("not accounted for", "lost");

    private FlowSection() {}

    static Markup of(RunReport report) {
        if (report.records().isEmpty() && report.elements().isEmpty()) {
            return tag("section").of(tag("h2").of("Flow of records and elements"), tag("p").of("Nothing was read."));
        }
        return tag("section")
                .of(
                        tag("h2").of("Flow of records and elements"),
                        tag("div", "flows").of(records(report), elements(report)));
    }

    private static Markup records(RunReport report) {
        Flow flow = new Flow();
        Set<String> named = report.records().stream()
                .sorted(Comparator.comparingLong(RecordSum::incoming).reversed())
                .limit(NAMED_COLLECTIONS)
                .map(RecordSum::collection)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        int others = report.records().size() - named.size();
        ReasonBands skipped = new ReasonBands("skipped", report.recordTotal().skipped());
        ReasonBands dead = new ReasonBands("dead", report.recordTotal().deadLettered());
        for (RecordSum sum : ordered(report.records(), named)) {
            Band from = named.contains(sum.collection())
                    ? new Band(sum.collection(), "source")
                    : new Band(Formats.count(others, "other collection", "other collections"), "source");
            flow.add(from, MAPPED, sum.mapped());
            skipped.addTo(flow, from, sum.skipped());
            dead.addTo(flow, from, sum.deadLettered());
            flow.add(from, LOST, sum.incoming() - sum.accounted());
        }
        List<Band> right = new ArrayList<>(List.of(MAPPED));
        right.addAll(skipped.bands());
        right.addAll(dead.bands());
        right.add(LOST);
        return flow.total() == 0 ? Markup.NOTHING : FlowChart.of(title(report.recordTotal()), flow, right);
    }

    private static String title(RecordSum total) {
        String read = Formats.count(total.read(), "record", "records") + " read";
        return total.reshaped() == 0
                ? read
                : "%s, reshaped: %s".formatted(read, Formats.count(total.incoming(), "record", "records"));
    }

    private static List<RecordSum> ordered(List<RecordSum> sums, Set<String> named) {
        return sums.stream()
                .sorted(Comparator.comparing((RecordSum sum) -> !named.contains(sum.collection()))
                        .thenComparing(RecordSum::incoming, Comparator.reverseOrder()))
                .toList();
    }

    private static Markup elements(RunReport report) {
        Flow flow = new Flow();
        ReasonBands dead = new ReasonBands("dead", report.elementTotal().deadLettered());
        report.elements().stream()
                .sorted(Comparator.comparingInt(sum -> KindOrder.of(sum.kind())))
                .forEach(sum -> add(sum, flow, dead));
        List<Band> right = new ArrayList<>(List.of(WRITTEN, MERGED, UPDATED, UNCHANGED, KEPT_CHANGED));
        right.addAll(dead.bands());
        right.add(LOST);
        return flow.total() == 0
                ? Markup.NOTHING
                : FlowChart.of(
                        Formats.count(report.elementTotal().mapped(), "element", "elements") + " mapped", flow, right);
    }

    private static void add(ElementSum sum, Flow flow, ReasonBands dead) {
        Band from = new Band(sum.kind(), "source");
        flow.add(from, WRITTEN, sum.written());
        flow.add(from, MERGED, sum.merged());
        flow.add(from, UPDATED, sum.updated());
        flow.add(from, UNCHANGED, sum.unchanged());
        flow.add(from, KEPT_CHANGED, sum.keptChanged());
        dead.addTo(flow, from, sum.deadLettered());
        flow.add(from, LOST, sum.mapped() - sum.accounted());
    }

    /** One band for each of the most frequent reasons, and one for the rest. */
    private record ReasonBands(String tone, Set<String> named, int others) {
        ReasonBands(String tone, List<ReasonCount> sorted) {
            this(
                    tone,
                    sorted.stream()
                            .limit(sorted.size() == NAMED_REASONS + 1 ? NAMED_REASONS + 1 : NAMED_REASONS)
                            .map(ReasonCount::reason)
                            .collect(Collectors.toCollection(LinkedHashSet::new)),
                    Math.max(0, sorted.size() - NAMED_REASONS));
        }

        void addTo(Flow flow, Band from, List<ReasonCount> reasons) {
            reasons.forEach(reason ->
                    flow.add(from, named.contains(reason.reason()) ? band(reason.reason()) : rest(), reason.count()));
        }

        List<Band> bands() {
            List<Band> bands = new ArrayList<>(named.stream().map(this::band).toList());
            bands.add(rest());
            return bands;
        }

        private Band band(String reason) {
            return new Band(tone + ": " + reason, tone);
        }

        private Band rest() {
            return new Band("%s: %d other reasons".formatted(tone, others), tone);
        }
    }
}
