package dev.graphiti.migrator.source;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the records of one split in a stable order. Used by one thread. */
public interface RecordReader extends Closeable {
    /** The next record, damaged ones included, or null at the end of the split. */
    @Nullable
    SourceRecord next() throws IOException;

    /** Whether {@link #next} would come without waiting for an answer; splits that are read side by side take turns by it. */
    default boolean isReady() throws IOException {
        return true;
    }

    /**
     * How much of the split was read, measured and not taken from the plan, in the unit of {@link SourceSplit#size}. Asked
     * once, after {@link #next} has returned null.
     *
     * @param progress of the last record of the split, also of one that was read before a restart; 0 if it has none
     */
    default long readToEnd(long progress) throws IOException {
        return progress;
    }
}
