package dev.graphiti.migrator.mapping.graphrag;

import dev.graphiti.migrator.mapping.Mapping;
import dev.graphiti.migrator.source.References;
import dev.graphiti.migrator.source.fields.Fields;
import java.util.List;

/** A report tells its community what it is about. One whose community is in no row becomes the community itself. */
final class ReportRows implements TableMapping {
    static final String TITLE = "title";
    static final String SUMMARY = "summary";

    private static final String COMMUNITY = "community";

    private final String summaryColumn;

    ReportRows(String summaryColumn) {
        this.summaryColumn = summaryColumn;
    }

    @Override
    public References references(Row row, GraphRagIds names) {
        String number = row.textOr(COMMUNITY, "");
        Fields told = Fields.of(TITLE, row.text(TITLE), SUMMARY, summary(row));
        return new References(
                List.of(names.offer(CommunityRows.REPORT, number, told)),
                row.outputHas("communities")
                        ? List.of(names.ask(CommunityRows.COMMUNITY, number, COMMUNITY))
                        : List.of());
    }

    @Override
    public Mapping map(Row row, Product product) {
        if (row.answer(COMMUNITY) != null) {
            return new Mapping.Skipped("report-in-its-community");
        }
        long number = CommunityRows.number(row);
        CommunityRows.add(row, row.textOr(TITLE, "Community " + number), summary(row), product);
        return product.mapped(row, Long.toString(number));
    }

    private String summary(Row row) {
        return row.textOr(summaryColumn, row.textOr(SUMMARY, ""));
    }
}
