package dev.graphiti.migrator.source.parquet;

import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** What is left of a split that cannot be read: one record that says so, or nothing when that was read before. */
final class LastRecordReader implements RecordReader {
    private @Nullable SourceRecord record;

    LastRecordReader(@Nullable SourceRecord record) {
        this.record = record;
    }

    @Override
    public @Nullable SourceRecord next() {
        SourceRecord last = record;
        record = null;
        return last;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
