package dev.graphiti.migrator.source.weaviate;

import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** What is left of a split that ended early. */
final class Nothing implements RecordReader {
    @Override
    public @Nullable SourceRecord next() {
        return null;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
