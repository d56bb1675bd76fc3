package dev.graphiti.migrator.testing;

import dev.graphiti.migrator.source.ReaderContext;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.SplitOpener;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds every reader back at the {@link Gate}, at one of its records: so a test can do something in the middle of a
 * split.
 *
 * @param number of the record that waits, counted from one where the reader was opened; more than a batch of a reader,
 *     so that something has been read before it
 */
public record GatedSource(RecordSource source, long number) implements RecordSource {
    @Override
    public List<SourceSplit> splits() throws IOException {
        return source.splits();
    }

    @Override
    public RecordReader open(SourceSplit split, String position) throws IOException {
        return new WaitingReader(source.open(split, position), split.id(), number);
    }

    @Override
    public SplitOpener opener(ReaderContext context) {
        SplitOpener opener = source.opener(context);
        return new SplitOpener() {
            @Override
            public RecordReader open(SourceSplit split, String position) throws IOException {
                return new WaitingReader(opener.open(split, position), split.id(), number);
            }

            @Override
            public void close() throws IOException {
                opener.close();
            }
        };
    }

    @Override
    public int splitsAtOnce() {
        return source.splitsAtOnce();
    }

    private static final class WaitingReader implements RecordReader {
        private final RecordReader reader;
        private final String split;
        private long left;

        private WaitingReader(RecordReader reader, String split, long left) {
            this.reader = reader;
            this.split = split;
            this.left = left;
        }

        @Override
        public @Nullable SourceRecord next() throws IOException {
            if (--left == 0) {
                Gate.await(split);
            }
            return reader.next();
        }

        @Override
        public boolean isReady() throws IOException {
            return reader.isReady();
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
