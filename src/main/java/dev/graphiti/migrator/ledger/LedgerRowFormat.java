package dev.graphiti.migrator.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graphiti.migrator.ledger.json.JsonLine;
import dev.graphiti.migrator.ledger.json.RowFormat;
import org.jspecify.annotations.Nullable;

/** Rows of {@code ledger/} as JSON. */
public enum LedgerRowFormat implements RowFormat<LedgerRow> {
    INSTANCE;

    @Override
    public void write(LedgerRow row, JsonLine line) {
        line.number("sequence", row.sequence())
                .text("event", row.event().word())
                .text("uuid", row.uuid())
                .text("kind", row.kind())
                .text("group_id", row.groupId())
                .text("producer", row.producer())
                .text("collection", row.collection())
                .text("record_id", row.recordId())
                .text("split", row.split())
                .text("position", row.position());
        optional(line, "stored_hash", row.storedHash());
        optional(line, "fixed_hash", row.fixedHash());
        optional(line, "content_hash", row.contentHash());
        optional(line, "former", row.former());
    }

    private static void optional(JsonLine line, String key, @Nullable String value) {
        if (value != null) {
            line.text(key, value);
        }
    }

    @Override
    public LedgerRow read(JsonNode json) {
        return new LedgerRow(
                RowFormat.number(json, "sequence"),
                LedgerEvent.of(RowFormat.text(json, "event")),
                RowFormat.text(json, "uuid"),
                RowFormat.text(json, "kind"),
                RowFormat.text(json, "group_id"),
                RowFormat.text(json, "producer"),
                RowFormat.text(json, "collection"),
                RowFormat.text(json, "record_id"),
                RowFormat.text(json, "split"),
                RowFormat.text(json, "position"),
                optional(json, "stored_hash"),
                optional(json, "fixed_hash"),
                optional(json, "content_hash"),
                optional(json, "former"));
    }

    private static @Nullable String optional(JsonNode json, String key) {
        return json.has(key) ? RowFormat.text(json, key) : null;
    }
}
