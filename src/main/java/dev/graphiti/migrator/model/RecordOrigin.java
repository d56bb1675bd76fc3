package dev.graphiti.migrator.model;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Where a record came from, for ledger rows, dead letters and messages.
 *
 * @param system the kind of source, for instance {@code json}
 * @param collection the file set, class, label, namespace or topic
 * @param id the record's own id, empty where it is not known (a damaged line)
 * @param split the id of the split, for instance a file with its byte range
 * @param position how far into the split, in the source's own notation, for instance {@code offset 41200}
 * @param resume the position from which the source reads the record again: that before it; null where it is not known
 */
public record RecordOrigin(
        String system,
        String collection,
        String id,
        String split,
        String position,
        @Nullable String resume) implements Serializable {
    /** One whose position in the source is for people alone; the reader of the split adds the other one. */
    public RecordOrigin(String system, String collection, String id, String split, String position) {
        this(system, collection, id, split, position, null);
    }

    public RecordOrigin withId(String recordId) {
        return new RecordOrigin(system, collection, recordId, split, position, resume);
    }

    /** With the position before the record. */
    public RecordOrigin readFrom(String before) {
        return new RecordOrigin(system, collection, id, split, position, before);
    }

    @Override
    public String toString() {
        return split + " " + position + (id.isEmpty() ? "" : " (id " + id + ")");
    }
}
