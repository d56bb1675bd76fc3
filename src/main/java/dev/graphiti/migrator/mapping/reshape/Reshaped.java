package dev.graphiti.migrator.mapping.reshape;

import dev.graphiti.migrator.source.SourceRecord;
import java.util.List;

/** What a program makes of one record: exactly one of these. */
public sealed interface Reshaped {
    /** Records in its place, possibly none. */
    record Results(List<SourceRecord> records) implements Reshaped {
        public Results {
            records = List.copyOf(records);
        }
    }

    /**
     * Nothing, because the program fails on it.
     *
     * @param reason a short fixed word to count by
     * @param message one sentence with the particulars
     */
    record Failed(String reason, String message) implements Reshaped {}
}
