package dev.graphiti.migrator.source;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.stream.JobEnd;
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
 * Reads splits one behind the other on the fetcher's thread, the only one that may wait for the source. Records are
 * handed over in batches that are bounded in count, memory and time.
 */
final class RecordFetcher implements SplitReader<SourceRecord, SplitProgress> {
    static final int BATCH_RECORDS = 500;
    static final long BATCH_BYTES = 2 << 20;
    static final long BATCH_NANOS = 100_000_000;

    private final RecordSource source;
    private final LongSupplier nanoClock;
    private final Queue<SplitProgress> waiting = new ArrayDeque<>();
    private volatile boolean wokenUp;

    private @Nullable SplitProgress split;
    private @Nullable RecordReader reader;

    RecordFetcher(RecordSource source, LongSupplier nanoClock) {
        this.source = source;
        this.nanoClock = nanoClock;
    }

    @Override
    public RecordsWithSplitIds<SourceRecord> fetch() throws IOException {
        SplitProgress current = split == null ? waiting.poll() : split;
        if (current == null) {
            return new RecordsBySplits<>(Map.of(), Set.of());
        }
        split = current;
        try {
            return fetchFrom(current);
        } catch (MigratorException e) {
            // Only the user can mend it, so trying again would only hide the message.
            throw JobEnd.because(e);
        } catch (IOException e) {
            throw new IOException("split %s cannot be read: %s".formatted(current.splitId(), e.getMessage()), e);
        }
    }

    private RecordsWithSplitIds<SourceRecord> fetchFrom(SplitProgress current) throws IOException {
        RecordReader open = reader == null ? source.open(current.split(), current.position()) : reader;
        reader = open;
        List<SourceRecord> batch = new ArrayList<>();
        boolean more = fill(batch, open);
        if (!more) {
            close();
        }
        Map<String, Collection<SourceRecord>> records = batch.isEmpty() ? Map.of() : Map.of(current.splitId(), batch);
        return new RecordsBySplits<>(records, more ? Set.of() : Set.of(current.splitId()));
    }

    /** Returns false at the end of the split. */
    private boolean fill(List<SourceRecord> batch, RecordReader open) throws IOException {
        long deadline = nanoClock.getAsLong() + BATCH_NANOS;
        long bytes = 0;
        while (batch.size() < BATCH_RECORDS && bytes < BATCH_BYTES && !wokenUp) {
            SourceRecord next = open.next();
            if (next == null) {
                return false;
            }
            batch.add(next);
            bytes += RecordWeight.of(next);
            if (nanoClock.getAsLong() - deadline > 0) {
                break;
            }
        }
        wokenUp = false;
        return true;
    }

    @Override
    public void handleSplitsChanges(SplitsChange<SplitProgress> change) {
        waiting.addAll(change.splits());
    }

    @Override
    public void wakeUp() {
        wokenUp = true;
    }

    @Override
    public void close() throws IOException {
        split = null;
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
