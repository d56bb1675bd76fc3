package dev.graphiti.migrator.ledger.parquet;

import dev.graphiti.migrator.ledger.LedgerRow;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/** A folder with files of a ledger. */
public record LedgerFolder(String directory) {
    public LedgerFolder with(String file, LedgerRow... rows) throws IOException {
        Path path = new Path(directory, file + ".parquet");
        try (FSDataOutputStream out = path.getFileSystem().create(path, WriteMode.OVERWRITE)) {
            BulkWriter<LedgerRow> writer = LedgerWriter.factory().create(out);
            for (LedgerRow row : List.of(rows)) {
                writer.addElement(row);
            }
            writer.finish();
        }
        return this;
    }
}
