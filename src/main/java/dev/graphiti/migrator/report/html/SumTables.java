package dev.graphiti.migrator.report.html;

import static dev.graphiti.migrator.report.html.Tag.number;
import static dev.graphiti.migrator.report.html.Tag.tag;

import dev.graphiti.migrator.report.RunReport;
import dev.graphiti.migrator.report.sum.ElementSum;
import dev.graphiti.migrator.report.sum.ReasonCount;
import dev.graphiti.migrator.report.sum.RecordSum;
import dev.graphiti.migrator.text.Formats;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The sum in numbers: a row for each collection, and for each collection and kind. */
final class SumTables {
    static final int MOST_ROWS = 25;
    private static final Set<String> WORDS = Set.of("kind", "in", "outcome", "cause");

    private SumTables() {}

    static Markup of(RunReport report) {
        return tag("section")
                .of(tag("h2").of("The sum, by collection and kind"), records(report), elements(report), unused(report));
    }

    private static Markup records(RunReport report) {
        List<RecordSum> sorted = report.records().stream()
                .sorted(Comparator.comparing((RecordSum sum) -> sum.incoming() == sum.accounted())
                        .thenComparing(RecordSum::read, Comparator.reverseOrder())
                        .thenComparing(RecordSum::collection))
                .toList();
        boolean isReshaped = report.recordTotal().reshaped() > 0;
        List<String> columns = isReshaped
                ? List.of("Records of", "", "read", "reshaped", "results", "mapped", "skipped", "dead-lettered", "sum")
                : List.of("Records of", "", "read", "mapped", "skipped", "dead-lettered", "sum");
        return Markup.of(
                table(
                        columns,
                        rows(sorted, sum -> row(Markup.name(sum.collection()), sum, isReshaped)),
                        row(Markup.of("all"), report.recordTotal(), isReshaped)),
                more(sorted.size()),
                notes(report.recordTotal().notes()));
    }

    private static List<Markup> row(Markup name, RecordSum sum, boolean isReshaped) {
        List<Markup> row = new ArrayList<>(List.of(
                name,
                share(
                        sum.incoming(),
                        List.of("mapped", "skipped", "dead"),
                        List.of(sum.mapped(), sum.skippedTotal(), sum.deadTotal())),
                count(sum.read()),
                count(sum.mapped()),
                count(sum.skippedTotal()),
                count(sum.deadTotal()),
                check(sum.incoming() - sum.accounted())));
        if (isReshaped) {
            row.addAll(3, List.of(count(sum.reshaped()), count(sum.results())));
        }
        return row;
    }

    private static Markup elements(RunReport report) {
        List<ElementSum> sorted = report.elements().stream()
                .sorted(Comparator.comparing((ElementSum sum) -> sum.mapped() == sum.accounted())
                        .thenComparing(ElementSum::collection)
                        .thenComparingInt(sum -> KindOrder.of(sum.kind())))
                .toList();
        ElementSum total = report.elementTotal();
        boolean isCompared = total.unchanged() + total.keptChanged() + total.gone() + total.notMapped() > 0;
        List<String> columns = new ArrayList<>(
                List.of("Elements of", "kind", "", "mapped", "written", "merged", "updated", "dead-lettered", "sum"));
        if (isCompared) {
            columns.addAll(7, List.of("unchanged", "kept, changed by others"));
            columns.addAll(List.of("gone", "not mapped"));
        }
        return Markup.of(
                table(
                        columns,
                        rows(sorted, sum -> row(Markup.name(sum.collection()), sum, isCompared)),
                        row(Markup.of("all"), total, isCompared)),
                more(sorted.size()));
    }

    private static List<Markup> row(Markup name, ElementSum sum, boolean isCompared) {
        List<Markup> row = new ArrayList<>(List.of(
                name,
                tag("code").of(sum.kind()),
                share(
                        sum.mapped(),
                        List.of("written", "merged", "updated", "dead"),
                        List.of(
                                sum.written(),
                                sum.merged() + sum.unchanged() + sum.keptChanged(),
                                sum.updated(),
                                sum.deadTotal())),
                count(sum.mapped()),
                count(sum.written()),
                count(sum.merged()),
                count(sum.updated()),
                count(sum.deadTotal()),
                check(sum.mapped() - sum.accounted())));
        if (isCompared) {
            row.addAll(7, List.of(count(sum.unchanged()), count(sum.keptChanged())));
            row.addAll(List.of(count(sum.gone()), count(sum.notMapped())));
        }
        return row;
    }

    private static <T> List<List<Markup>> rows(List<T> sums, Function<T, List<Markup>> row) {
        return sums.stream().limit(MOST_ROWS).map(row).toList();
    }

    /** Without a foot where there is no total. */
    static Markup table(List<String> columns, List<List<Markup>> rows, List<Markup> total) {
        List<Markup> heads = columns.stream()
                .map(column -> tag("th", WORDS.contains(column) ? "word" : "")
                        .with("scope", "col")
                        .of(column.isEmpty() ? tag("span", "unseen").of("share") : column))
                .toList();
        return tag("div", "scroll")
                .with("role", "region")
                .with("tabindex", "0")
                .with("aria-label", columns.get(0) + " each collection")
                .of(tag("table")
                        .of(
                                tag("thead").of(tag("tr").of(heads)),
                                tag("tbody")
                                        .of(rows.stream().map(SumTables::line).toList()),
                                total.isEmpty() ? Markup.NOTHING : tag("tfoot").of(line(total))));
    }

    private static Markup line(List<Markup> cells) {
        List<Markup> line = new ArrayList<>();
        line.add(tag("th").with("scope", "row").of(cells.get(0)));
        cells.subList(1, cells.size()).forEach(cell -> line.add(tag("td").of(cell)));
        return tag("tr").of(line);
    }

    private static Markup share(long total, List<String> tones, List<Long> counts) {
        List<Markup> parts = new ArrayList<>();
        for (int i = 0; i < tones.size(); i++) {
            if (counts.get(i) > 0) {
                parts.add(tag("i", tones.get(i))
                        .with("style", "width:%s%%".formatted(number(100.0 * counts.get(i) / Math.max(total, 1))))
                        .of());
            }
        }
        return tag("span", "stack").with("aria-hidden", "true").of(parts);
    }

    private static Markup count(long number) {
        return number == 0 ? tag("span", "zero").of("0") : Markup.of(Formats.count(number));
    }

    private static Markup check(long missing) {
        if (missing == 0) {
            return tag("span", "holds")
                    .with("title", "the sum holds")
                    .of("✓", tag("span", "unseen").of(" holds"));
        }
        return tag("span", "breaks").of(Formats.count(Math.abs(missing)), missing > 0 ? " missing" : " too many");
    }

    static Markup more(int rows) {
        return rows <= MOST_ROWS
                ? Markup.NOTHING
                : tag("p", "note").of(Formats.count(rows - MOST_ROWS), " more rows are in report.json.");
    }

    private static Markup unused(RunReport report) {
        if (report.unused().isEmpty()) {
            return Markup.NOTHING;
        }
        List<Markup> items = report.unused().stream()
                .limit(MOST_ROWS)
                .map(unused -> tag("li").of(unused.sentence()))
                .toList();
        return tag("div", "notes")
                .of(
                        tag("p").of("Parts of the mapping that were of no use:"),
                        tag("ul").of(items),
                        more(report.unused().size()));
    }

    private static Markup notes(List<ReasonCount> notes) {
        if (notes.isEmpty()) {
            return Markup.NOTHING;
        }
        List<Markup> items = notes.stream()
                .limit(MOST_ROWS)
                .map(note -> tag("li").of(Markup.name(note.reason()), " ", tag("b").of(Formats.count(note.count()))))
                .toList();
        return tag("div", "notes")
                .of(tag("p").of("Notes, not part of the sum:"), tag("ul").of(items));
    }
}
