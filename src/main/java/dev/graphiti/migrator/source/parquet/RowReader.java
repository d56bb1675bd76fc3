package dev.graphiti.migrator.source.parquet;

import dev.graphiti.migrator.source.Fields;
import java.util.Map;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one row group, which is in memory, compressed, from the first to the last. */
public final class RowReader {
    private final RowGroup rowGroup;
    private final RowDamage damage = new RowDamage();
    private final RecordReader<Map<String, @Nullable Object>> rows;
    private long next;

    private RowReader(RowGroup rowGroup, MessageType schema, PageReadStore pages, BinaryForms binaries) {
        this.rowGroup = rowGroup;
        this.next = rowGroup.firstRow();
        this.rows = new ColumnIOFactory()
                .getColumnIO(schema)
                .getRecordReader(pages, new RowMaterializer(schema, new ConverterFactory(binaries, damage, "")));
    }

    static RowReader of(RowGroup rowGroup, MessageType schema, PageReadStore pages, BinaryForms binaries)
            throws DamagedParquetException {
        try {
            return new RowReader(rowGroup, schema, pages, binaries);
        } catch (RuntimeException e) {
            throw unreadable(rowGroup, rowGroup.firstRow(), e);
        }
    }

    RowReader behind(long row) throws DamagedParquetException {
        while (next < row && next() != null) {
            // Pages are columns: to pass by a row is to read it.
        }
        return this;
    }

    /**
     * The next row, or null behind the last one.
     *
     * @throws DamagedParquetException when neither it nor what follows in this row group can be read
     */
    public @Nullable ParquetRow next() throws DamagedParquetException {
        if (next >= rowGroup.endRow()) {
            return null;
        }
        try {
            Fields fields = new Fields(rows.read());
            return new ParquetRow(next++, fields, damage.take());
        } catch (RuntimeException e) {
            throw unreadable(rowGroup, next, e);
        }
    }

    /** The number of the row that {@link #next()} reads. */
    public long nextRow() {
        return next;
    }

    private static DamagedParquetException unreadable(RowGroup rowGroup, long row, Throwable e) {
        return new DamagedParquetException(
                "row group %d cannot be read from row %d on, %d rows: %s"
                        .formatted(rowGroup.index(), row, rowGroup.endRow() - row, reason(e)),
                e);
    }

    /** The innermost message that is there: the outer ones repeat the path and the whole schema. */
    static String reason(Throwable e) {
        String reason = e.getClass().getSimpleName();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (message != null && !message.isBlank()) {
                reason = message.lines().findFirst().orElse(reason);
            }
        }
        return reason.length() <= 200 ? reason : reason.substring(0, 200) + "…";
    }
}
