package dev.graphiti.migrator.source.json;

import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** What is left of a file whose rest cannot be read. */
final class EmptyReader implements RecordReader {
    @Override
    public @Nullable SourceRecord next() {
        return null;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
