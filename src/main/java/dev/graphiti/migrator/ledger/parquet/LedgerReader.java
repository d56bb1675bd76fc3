package dev.graphiti.migrator.ledger.parquet;

import dev.graphiti.migrator.ledger.LedgerRow;
import dev.graphiti.migrator.ledger.json.RunStorageException;
import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/** The rows of a ledger, one file after the other, a row group in memory at a time. Not safe for several threads. */
public final class LedgerReader implements Iterator<LedgerRow>, Closeable {
    private final Iterator<Path> files;
    private @Nullable RowReader file;
    private @Nullable LedgerRow next;

    private LedgerReader(List<Path> files) {
        this.files = files.iterator();
    }

    /**
     * Of the files in a folder that completed checkpoints cover; a folder that does not exist has no rows. The caller closes
     * the rows.
     */
    public static LedgerReader of(String directory) {
        return of(LedgerCompaction.current(directory));
    }

    static LedgerReader of(List<Path> files) {
        return new LedgerReader(files);
    }

    @Override
    public boolean hasNext() {
        while (next == null && (file != null || files.hasNext())) {
            if (file == null) {
                file = RowReader.open(files.next());
            }
            next = file.next();
            if (next == null) {
                close();
            }
        }
        return next != null;
    }

    @Override
    public LedgerRow next() {
        LedgerRow row = hasNext() ? next : null;
        if (row == null) {
            throw new NoSuchElementException("no more rows");
        }
        next = null;
        return row;
    }

    /** The rows that are left; to be closed as this is. */
    public Stream<LedgerRow> stream() {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED), false)
                .onClose(this::close);
    }

    @Override
    public void close() {
        try {
            if (file != null) {
                file.close();
                file = null;
            }
        } catch (IOException e) {
            throw new RunStorageException("cannot close a file of the ledger", e);
        }
    }
}
