package dev.graphiti.migrator.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graphiti.migrator.count.Count;
import dev.graphiti.migrator.count.Count.Outcome;
import dev.graphiti.migrator.count.Count.Subject;
import dev.graphiti.migrator.ledger.json.JsonLine;
import dev.graphiti.migrator.ledger.json.RowFormat;

/** Rows of {@code counts/}. */
public enum CountFormat implements RowFormat<Count> {
    INSTANCE;

    @Override
    public void write(Count count, JsonLine line) {
        line.text("subject", count.subject().word())
                .text("collection", count.collection())
                .text("kind", count.kind())
                .text("outcome", count.outcome().word())
                .text("detail", count.detail())
                .number("count", count.count());
    }

    @Override
    public Count read(JsonNode json) {
        return new Count(
                Subject.named(RowFormat.text(json, "subject")),
                RowFormat.text(json, "collection"),
                RowFormat.text(json, "kind"),
                Outcome.named(RowFormat.text(json, "outcome")),
                RowFormat.text(json, "detail"),
                RowFormat.number(json, "count"));
    }
}
