package dev.graphiti.migrator.source.parquet.file;

import dev.graphiti.migrator.source.fields.Fields;
import dev.graphiti.migrator.source.parquet.column.BinaryForms;
import dev.graphiti.migrator.source.parquet.column.ConverterFactory;
import dev.graphiti.migrator.source.parquet.column.RowDamage;
import dev.graphiti.migrator.source.parquet.column.RowMaterializer;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one row group, which is in memory, compressed, from the first to the last. */
public final class RowReader {
    private final RowGroup rowGroup;
    private final Supplier<String> search;
    private final RowDamage damage = new RowDamage();
    private final RecordReader<Map<String, @Nullable Object>> rows;
    private long next;

    private RowReader(
            RowGroup rowGroup, MessageType schema, PageReadStore pages, BinaryForms binaries, Supplier<String> search) {
        this.rowGroup = rowGroup;
        this.search = search;
        this.next = rowGroup.firstRow();
        this.rows = new ColumnIOFactory()
                .getColumnIO(schema)
                .getRecordReader(pages, new RowMaterializer(schema, new ConverterFactory(binaries, damage, "")));
    }

    /**
     * Reads from the first row on.
     *
     * @param search says what is damaged when a row cannot be read
     */
    static RowReader of(
            RowGroup rowGroup, MessageType schema, PageReadStore pages, BinaryForms binaries, Supplier<String> search)
            throws DamagedParquetException {
        try {
            return new RowReader(rowGroup, schema, pages, binaries, search);
        } catch (RuntimeException e) {
            throw unreadable(rowGroup, rowGroup.firstRow(), search, e);
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
            throw unreadable(rowGroup, next, search, e);
        }
    }

    /** The number of the row that {@link #next()} reads. */
    public long nextRow() {
        return next;
    }

    static DamagedParquetException unreadable(RowGroup rowGroup, long row, Supplier<String> search, Exception e) {
        String from = row == rowGroup.firstRow() ? "" : " from row %d on".formatted(row);
        return new DamagedParquetException(
                "row group %d cannot be read%s, %d rows: %s; copy the file again, or let its writer write it again"
                        .formatted(rowGroup.index(), from, rowGroup.endRow() - row, search.get()),
                e);
    }
}
