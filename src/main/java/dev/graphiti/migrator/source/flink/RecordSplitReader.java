package dev.graphiti.migrator.source.flink;

import dev.graphiti.migrator.flink.NonRetryable;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.SplitOpener;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.jspecify.annotations.Nullable;

/**
 * Reads splits on the fetcher's thread, the only one that may wait for the source: some side by side, in turns, the
 * others behind them. Records are handed over in batches of one split that are bounded in count, memory and time.
 */
final class RecordSplitReader implements SplitReader<SourceRecord, RecordSourceSplit> {
    static final int BATCH_RECORDS = 500;
    static final long BATCH_BYTES = 2 << 20;
    static final long BATCH_NANOS = 100_000_000;

    private final SplitOpener opener;
    private final int splitsAtOnce;
    private final LongSupplier nanoClock;
    private final Queue<RecordSourceSplit> waiting = new ArrayDeque<>();
    private final Queue<OpenSplit> open = new ArrayDeque<>();
    private volatile boolean wokenUp;

    private static final class OpenSplit {
        private final SourceSplit split;
        private final RecordReader reader;
        private String position;
        private long progress;

        private OpenSplit(RecordSourceSplit from, RecordReader reader) {
            this.split = from.split();
            this.reader = reader;
            this.position = from.position();
            this.progress = from.progress();
        }

        private String id() {
            return split.id();
        }

        /** The next record, with the position before it. */
        private @Nullable SourceRecord next() throws IOException {
            SourceRecord next = reader.next();
            if (next == null) {
                return null;
            }
            String before = position;
            position = next.next();
            progress = next.progress();
            return next.readFrom(before);
        }

        private SourceRecord end() throws IOException {
            return SourceRecord.ended(split, reader.readToEnd(progress));
        }
    }

    RecordSplitReader(SplitOpener opener, int splitsAtOnce, LongSupplier nanoClock) {
        this.opener = opener;
        this.splitsAtOnce = splitsAtOnce;
        this.nanoClock = nanoClock;
    }

    @Override
    public RecordsWithSplitIds<SourceRecord> fetch() throws IOException {
        while (open.size() < splitsAtOnce && !waiting.isEmpty()) {
            RecordSourceSplit next = waiting.remove();
            if (next.position().equals(SourceSplit.END)) {
                return new RecordsBySplits<>(Map.of(), Set.of(next.splitId()));
            }
            open.add(reading(next.splitId(), () -> new OpenSplit(next, openReader(next))));
        }
        if (open.isEmpty()) {
            return new RecordsBySplits<>(Map.of(), Set.of());
        }
        OpenSplit turn = nextTurn();
        return reading(turn.id(), () -> fetchFrom(turn));
    }

    /** The first that has something, else the one that waits longest; it stands first then. */
    private OpenSplit nextTurn() throws IOException {
        for (int i = 0; i < open.size(); i++) {
            OpenSplit each = open.element();
            if (reading(each.id(), each.reader::isReady)) {
                return each;
            }
            open.add(open.remove());
        }
        return open.element();
    }

    private RecordReader openReader(RecordSourceSplit next) throws IOException {
        return opener.open(next.split(), next.position());
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> T reading(String splitId, Reading<T> work) throws IOException {
        try {
            return work.read();
        } catch (MigratorException e) {
            // Only the user can mend it, so trying again would only hide the message.
            throw NonRetryable.because(e);
        } catch (IOException e) {
            throw new IOException("split %s cannot be read: %s".formatted(splitId, e.getMessage()), e);
        }
    }

    private RecordsWithSplitIds<SourceRecord> fetchFrom(OpenSplit turn) throws IOException {
        List<SourceRecord> batch = new ArrayList<>();
        boolean more = fill(batch, turn);
        open.remove();
        if (more) {
            open.add(turn);
        } else {
            batch.add(turn.end());
            turn.reader.close();
        }
        Map<String, Collection<SourceRecord>> records = batch.isEmpty() ? Map.of() : Map.of(turn.id(), batch);
        return new RecordsBySplits<>(records, more ? Set.of() : Set.of(turn.id()));
    }

    /** Returns false at the end of the split. */
    private boolean fill(List<SourceRecord> batch, OpenSplit turn) throws IOException {
        long deadline = nanoClock.getAsLong() + BATCH_NANOS;
        long bytes = 0;
        while (batch.size() < BATCH_RECORDS && bytes < BATCH_BYTES && !wokenUp) {
            SourceRecord next = turn.next();
            if (next == null) {
                return false;
            }
            batch.add(next);
            bytes += RecordWeight.of(next);
            if (nanoClock.getAsLong() - deadline > 0 || (open.size() > 1 && !turn.reader.isReady())) {
                break;
            }
        }
        wokenUp = false;
        return true;
    }

    @Override
    public void handleSplitsChanges(SplitsChange<RecordSourceSplit> change) {
        waiting.addAll(change.splits());
    }

    @Override
    public void wakeUp() {
        wokenUp = true;
    }

    @Override
    public void close() throws IOException {
        for (OpenSplit each : open) {
            each.reader.close();
        }
        open.clear();
    }
}
