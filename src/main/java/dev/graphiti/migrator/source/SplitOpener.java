package dev.graphiti.migrator.source;

import java.io.Closeable;
import java.io.IOException;

/** Opens the splits that one subtask reads, some of them side by side, with what they share, such as connections. */
@FunctionalInterface
public interface SplitOpener extends Closeable {
    /**
     * Opens a split behind a record that was read from it before.
     *
     * @param position the {@code next} of the last record that was taken, or {@link SourceSplit#START}
     */
    RecordReader open(SourceSplit split, String position) throws IOException;

    /** Lets go of what the splits share; a reader that waits elsewhere for an answer fails. */
    @Override
    default void close() throws IOException {}
}
