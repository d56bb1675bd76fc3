package dev.graphiti.migrator.source;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the records of one split in a stable order. Used by one thread. */
public interface RecordReader extends Closeable {
    /** The next record, damaged ones included, or null at the end of the split. */
    @Nullable
    SourceRecord next() throws IOException;

    /**
     * Whether the next record is there, or the end, without waiting for the source. Of splits that are read side by side,
     * one that would wait lets the others go first.
     */
    default boolean isReady() {
        return true;
    }
}
