package dev.graphiti.migrator.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graphiti.migrator.ledger.json.JsonLine;
import dev.graphiti.migrator.ledger.json.RowFormat;

/** Rows of {@code counts/}. */
public enum TallyFormat implements RowFormat<Tally> {
    INSTANCE;

    @Override
    public void write(Tally tally, JsonLine line) {
        line.text("subject", tally.subject())
                .text("collection", tally.collection())
                .text("kind", tally.kind())
                .text("outcome", tally.outcome())
                .text("detail", tally.detail())
                .number("count", tally.count());
    }

    @Override
    public Tally read(JsonNode json) {
        return new Tally(
                RowFormat.text(json, "subject"),
                RowFormat.text(json, "collection"),
                RowFormat.text(json, "kind"),
                RowFormat.text(json, "outcome"),
                RowFormat.text(json, "detail"),
                RowFormat.number(json, "count"));
    }
}
