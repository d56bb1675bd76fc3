package dev.graphiti.migrator.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graphiti.migrator.ledger.json.JsonLine;
import dev.graphiti.migrator.ledger.json.RowFormat;

/** Rows of {@code plan.jsonl}. */
public enum PlannedSplitFormat implements RowFormat<PlannedSplit> {
    INSTANCE;

    @Override
    public void write(PlannedSplit split, JsonLine line) {
        line.text("id", split.id())
                .text("collection", split.collection())
                .text("spec", split.spec())
                .number("size", split.size());
    }

    @Override
    public PlannedSplit read(JsonNode json) {
        return new PlannedSplit(
                RowFormat.text(json, "id"),
                RowFormat.text(json, "collection"),
                RowFormat.text(json, "spec"),
                RowFormat.number(json, "size"));
    }
}
