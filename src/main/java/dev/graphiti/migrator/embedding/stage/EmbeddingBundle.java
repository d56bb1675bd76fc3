package dev.graphiti.migrator.embedding.stage;

import dev.graphiti.migrator.model.MappedRecord;
import java.util.List;

/** Consecutive records whose texts are embedded by one call. */
public record EmbeddingBundle(List<MappedRecord> records) {
    public EmbeddingBundle {
        records = List.copyOf(records);
    }

    /** Flink puts this into the message of a failure, where records have no business. */
    @Override
    public String toString() {
        return records.isEmpty()
                ? "no records"
                : (records.size() == 1 ? "1 record from " : records.size() + " records from ")
                        + records.get(0).origin();
    }
}
