package dev.graphiti.migrator.model;

import java.io.Serializable;

/**
 * Where a record came from, for ledger rows, dead letters and messages.
 *
 * @param system the kind of source, for instance {@code json}
 * @param collection the file set, class, label, namespace or topic
 * @param id the record's own id, empty where it is not known (a damaged line)
 * @param split the id of the split, for instance a file with its byte range
 * @param position how far into the split, in the source's own notation, for instance {@code offset 41200}
 */
public record RecordOrigin(String system, String collection, String id, String split, String position)
        implements Serializable {
    public RecordOrigin withId(String recordId) {
        return new RecordOrigin(system, collection, recordId, split, position);
    }

    @Override
    public String toString() {
        return split + " " + position + (id.isEmpty() ? "" : " (id " + id + ")");
    }
}
