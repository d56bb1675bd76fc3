package dev.graphiti.migrator.ledger.parquet;

import dev.graphiti.migrator.ledger.LedgerFiles;
import dev.graphiti.migrator.ledger.LedgerRow;
import dev.graphiti.migrator.ledger.json.RunStorageException;
import java.io.Closeable;
import java.io.IOException;
import java.util.UUID;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/** A file of rows that a command adds to the ledger of a run that has finished. It is visible when it is complete. */
public final class LedgerAppender implements Closeable {
    private final Path draft;
    private final Path file;
    private final FSDataOutputStream out;
    private final BulkWriter<LedgerRow> rows;

    private LedgerAppender(Path draft, Path file, FSDataOutputStream out, BulkWriter<LedgerRow> rows) {
        this.draft = draft;
        this.file = file;
        this.out = out;
        this.rows = rows;
    }

    /**
     * Begins a file.
     *
     * @param command in the name of the file
     */
    public static LedgerAppender to(String directory, String command) {
        String name = "ledger-%s-%s%s".formatted(command, UUID.randomUUID(), LedgerFiles.LEDGER_SUFFIX);
        Path draft = new Path(directory, "." + name + ".inprogress.0");
        try {
            FSDataOutputStream out = draft.getFileSystem().create(draft, WriteMode.OVERWRITE);
            return new LedgerAppender(
                    draft,
                    new Path(directory, name),
                    out,
                    LedgerWriter.factory().create(out));
        } catch (IOException e) {
            throw new RunStorageException("cannot write " + draft, e);
        }
    }

    public void add(LedgerRow row) {
        try {
            rows.addElement(row);
        } catch (IOException e) {
            throw new RunStorageException("cannot write " + draft, e);
        }
    }

    /** Makes the rows visible. */
    public void publish() {
        try {
            rows.finish();
            out.close();
            if (!draft.getFileSystem().rename(draft, file)) {
                throw new IOException("cannot rename " + draft);
            }
        } catch (IOException e) {
            throw new RunStorageException("cannot write " + file, e);
        }
    }

    /** Removes the file unless it was published. */
    @Override
    public void close() {
        try {
            out.close();
            draft.getFileSystem().delete(draft, false);
        } catch (IOException e) {
            throw new RunStorageException("cannot remove " + draft, e);
        }
    }
}
