package dev.graphiti.migrator.source.stored;

import dev.graphiti.migrator.model.DeadLetter.Kept;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.fields.Fields;

/**
 * Where a record stands, and how reading goes on behind it.
 *
 * @param position in the words of messages, for instance {@code offset 41200}
 */
public record RecordPlace(SourceSplit split, String position, String next, long progress) {
    /** Of all formats, since a record of one may refer to a record of another. */
    private static final String SYSTEM = "json";

    public SourceRecord sound(Fields fields) {
        return SourceRecord.sound(origin(), next, progress, fields);
    }

    public SourceRecord damaged(String message, Kept raw) {
        return SourceRecord.damaged(origin(), next, progress, message, raw);
    }

    private RecordOrigin origin() {
        return new RecordOrigin(SYSTEM, split.collection(), "", split.id(), position);
    }
}
