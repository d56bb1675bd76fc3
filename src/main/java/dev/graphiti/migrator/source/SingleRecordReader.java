package dev.graphiti.migrator.source;

import org.jspecify.annotations.Nullable;

/** Returns one record, or none: for a split that cannot be read, and for one that has been read already. */
public final class SingleRecordReader implements RecordReader {
    private @Nullable SourceRecord record;

    public SingleRecordReader(@Nullable SourceRecord record) {
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
