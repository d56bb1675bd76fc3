package dev.graphiti.migrator.testing;

import dev.graphiti.migrator.source.ReaderContext;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.SplitOpener;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Holds every reader back, at one of its records, until the gate is opened: so a test can do something in the middle of
 * a split. The gate is one for the whole process, since a job's operators are copies.
 *
 * @param number of the record that waits, counted from one where the reader was opened; greater than the records of a
 *     batch, of which none would else come out
 */
public record GatedSource(RecordSource source, long number) implements RecordSource {
    private static final Queue<String> OPENED_AT = new ConcurrentLinkedQueue<>();
    private static volatile CountDownLatch gate = new CountDownLatch(1);
    private static volatile boolean waitedFor;

    public static void close() {
        OPENED_AT.clear();
        waitedFor = false;
        gate = new CountDownLatch(1);
    }

    public static void open() {
        gate.countDown();
    }

    /** Waits for others to open the gate. */
    static void awaitOpen() {
        waitedFor = true;
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at the gate", e);
        }
    }

    /** Whether a reader stands at the gate, or has. */
    static boolean isWaitedFor() {
        return waitedFor;
    }

    public static boolean isOpen() {
        return gate.getCount() == 0;
    }

    /** The positions at which splits were opened since the gate was closed. */
    public static List<String> openedAt() {
        return List.copyOf(OPENED_AT);
    }

    @Override
    public List<SourceSplit> splits() throws IOException {
        return source.splits();
    }

    @Override
    public RecordReader open(SourceSplit split, String position) throws IOException {
        OPENED_AT.add(position);
        return new WaitingReader(source.open(split, position), number);
    }

    @Override
    public SplitOpener opener(ReaderContext context) {
        SplitOpener opener = source.opener(context);
        return new SplitOpener() {
            @Override
            public RecordReader open(SourceSplit split, String position) throws IOException {
                OPENED_AT.add(position);
                return new WaitingReader(opener.open(split, position), number);
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
        private long left;

        private WaitingReader(RecordReader reader, long left) {
            this.reader = reader;
            this.left = left;
        }

        @Override
        public @Nullable SourceRecord next() throws IOException {
            if (--left == 0) {
                awaitOpen();
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
