package dev.graphiti.migrator.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graphiti.migrator.ledger.json.JsonLine;
import dev.graphiti.migrator.ledger.json.RowFormat;
import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.model.RecordOrigin;

/** Rows of {@code dead-letters/}; the origin's parts stand beside the others. */
public enum DeadLetterFormat implements RowFormat<DeadLetter> {
    INSTANCE;

    @Override
    public void write(DeadLetter letter, JsonLine line) {
        RecordOrigin origin = letter.origin();
        line.text("stage", letter.stage())
                .text("kind", letter.kind())
                .text("uuid", letter.uuid())
                .text("reason", letter.reason())
                .text("message", letter.message())
                .text("system", origin.system())
                .text("collection", origin.collection())
                .text("record_id", origin.id())
                .text("split", origin.split())
                .text("position", origin.position())
                .text("raw", letter.raw());
    }

    @Override
    public DeadLetter read(JsonNode json) {
        RecordOrigin origin = new RecordOrigin(
                RowFormat.text(json, "system"),
                RowFormat.text(json, "collection"),
                RowFormat.text(json, "record_id"),
                RowFormat.text(json, "split"),
                RowFormat.text(json, "position"));
        return new DeadLetter(
                RowFormat.text(json, "stage"),
                RowFormat.text(json, "kind"),
                RowFormat.text(json, "uuid"),
                RowFormat.text(json, "reason"),
                RowFormat.text(json, "message"),
                origin,
                RowFormat.text(json, "raw"));
    }
}
