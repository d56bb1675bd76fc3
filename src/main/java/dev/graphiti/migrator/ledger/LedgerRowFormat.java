package dev.graphiti.migrator.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graphiti.migrator.ledger.json.JsonLine;
import dev.graphiti.migrator.ledger.json.RowFormat;

/** Rows of {@code ledger/}. */
public enum LedgerRowFormat implements RowFormat<LedgerRow> {
    INSTANCE;

    @Override
    public void write(LedgerRow row, JsonLine line) {
        line.text("uuid", row.uuid())
                .text("kind", row.kind())
                .text("group_id", row.groupId())
                .text("outcome", row.outcome())
                .text("content_hash", row.contentHash())
                .text("collection", row.collection())
                .text("record_id", row.recordId())
                .text("split", row.split())
                .text("position", row.position());
        if (row.before() != null) {
            line.text("before", row.before());
        }
    }

    @Override
    public LedgerRow read(JsonNode json) {
        return new LedgerRow(
                RowFormat.text(json, "uuid"),
                RowFormat.text(json, "kind"),
                RowFormat.text(json, "group_id"),
                RowFormat.text(json, "outcome"),
                RowFormat.text(json, "content_hash"),
                RowFormat.text(json, "collection"),
                RowFormat.text(json, "record_id"),
                RowFormat.text(json, "split"),
                RowFormat.text(json, "position"),
                json.has("before") ? RowFormat.text(json, "before") : null);
    }
}
