package dev.graphiti.migrator.report.html;

import static dev.graphiti.migrator.report.html.Tag.tag;

import dev.graphiti.migrator.report.RunReport;
import dev.graphiti.migrator.report.sum.SourceSum;
import dev.graphiti.migrator.report.sum.SourceSum.Outcome;
import dev.graphiti.migrator.report.sum.SplitSum;
import dev.graphiti.migrator.text.Formats;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Counts of the source, beside what was read of it. */
final class SourceTable {
    private SourceTable() {}

    static Markup of(RunReport report) {
        List<SourceSum> sums = report.source().collections();
        List<String> notRead = report.source().notRead();
        if (sums.isEmpty() && notRead.isEmpty()) {
            return Markup.NOTHING;
        }
        List<List<Markup>> rows = sums.stream()
                .sorted(Comparator.comparing(SourceTable::rank).thenComparing(SourceSum::collection))
                .limit(SumTables.MOST_ROWS)
                .map(SourceTable::row)
                .toList();
        return tag("section")
                .of(
                        tag("h2").of("Counts of the source"),
                        SumTables.table(
                                List.of("Collection", "in", "before", "after", "read", "outcome", "cause"),
                                rows,
                                List.of()),
                        SumTables.more(sums.size()),
                        splits(report.source().splits()),
                        notRead.stream().map(line -> tag("p", "note").of(line)).toList());
    }

    /** What needs attention comes first. */
    private static int rank(SourceSum sum) {
        return switch (sum.outcome()) {
            case UNEXPLAINED -> 0;
            case EXPLAINED -> 1;
            case NOT_COUNTED -> 2;
            case EQUAL -> 3;
        };
    }

    private static List<Markup> row(SourceSum sum) {
        boolean broken = sum.outcome() == Outcome.UNEXPLAINED;
        return List.of(
                Markup.name(sum.collection()),
                Markup.of(sum.unit() == null ? "records" : sum.unit().name().toLowerCase(Locale.ROOT)),
                count(sum.before()),
                count(sum.after()),
                count(sum.read()),
                tag("span", broken ? "breaks" : "").of(sum.outcome().words()),
                Markup.of(sum.cause()));
    }

    private static Markup count(@Nullable Long number) {
        return number == null
                ? tag("span", "zero").of("–", tag("span", "unseen").of("not counted"))
                : Markup.of(Formats.count(number));
    }

    private static Markup splits(List<SplitSum> splits) {
        if (splits.isEmpty()) {
            return Markup.NOTHING;
        }
        long planned = splits.stream().mapToLong(SplitSum::planned).sum();
        long ended = splits.stream().mapToLong(SplitSum::ended).sum();
        return tag("p", "note")
                .of("%s planned, %s read to their end once."
                        .formatted(Formats.count(planned, "split", "splits"), Formats.count(ended)));
    }
}
