package dev.graphiti.migrator.source.csv;

import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.fields.Fields;
import dev.graphiti.migrator.source.stored.ByteWindow;
import dev.graphiti.migrator.source.stored.RecordPlace;
import dev.graphiti.migrator.source.stored.StoredFile;
import dev.graphiti.migrator.source.stored.packed.DamagedFileException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows that begin in a table or a byte range of it. A position is the offset of the next row and, in a whole
 * table, its line.
 */
public final class CsvReader implements RecordReader {
    private final CsvPart part;
    private final TableStart table;
    private final ByteWindow window;
    private final RowScanner rows;
    private final RowParser parser;
    private final long readTo;
    private boolean finished;

    private CsvReader(CsvPart part, TableStart table, ByteWindow window, long line) {
        this.part = part;
        this.table = table;
        this.window = window;
        this.readTo = window.unpacked() ? Long.MAX_VALUE : part.end();
        this.rows = new RowScanner(window, table.dialect(), part.maxRecordBytes(), line);
        this.parser =
                new RowParser(table.dialect(), part.options().nullValues(), part.maxRecordBytes(), table.charset());
    }

    /** Opens a part after a position, or at its first row. */
    public static RecordReader open(CsvPart part, String position) throws IOException {
        try {
            TableStart table = TableStart.of(part.file(), part.options(), part.maxRecordBytes());
            if (!position.equals(SourceSplit.START)) {
                String[] numbers = position.split(" ", 2);
                return open(part, table, Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
            }
            if (part.start() <= table.offset()) {
                return open(part, table, table.offset(), table.line());
            }
            // From one byte earlier on, since a row that begins right here has its predecessor's line end there.
            CsvReader reader = open(part, table, part.start() - 1, 0);
            reader.rows.next();
            return reader;
        } catch (DamagedFileException e) {
            return new UnreadableTable(part, e);
        }
    }

    private static CsvReader open(CsvPart part, TableStart table, long offset, long line) throws IOException {
        return new CsvReader(part, table, part.file().open(offset), line);
    }

    /**
     * Looks at the first rows of a file, as far as they can be read.
     *
     * @throws dev.graphiti.migrator.model.MigratorException when the header line does not name the columns
     */
    public static void check(StoredFile file, CsvOptions options, int maxRecordBytes) throws IOException {
        try {
            TableStart.of(file, options, maxRecordBytes);
        } catch (DamagedFileException e) {
            // It is a dead letter when the file is read.
        }
    }

    @Override
    public @Nullable SourceRecord next() throws IOException {
        if (finished) {
            return null;
        }
        try {
            while (rows.position() < readTo && nextRow()) {
                if (!rows.isEmpty()) {
                    return record();
                }
            }
        } catch (DamagedFileException e) {
            return damaged(e);
        }
        finished = true;
        if (readToEnd(0) != part.split().size()) {
            throw part.file().endedAfter(part.start() + readToEnd(0));
        }
        return null;
    }

    /** The last row of a file that was cut is not the one that stood there, and must not be taken for damage. */
    private boolean nextRow() throws IOException {
        boolean more = rows.next();
        if (rows.atFileEnd()) {
            part.file().checkEnd(rows.consumed());
        }
        return more;
    }

    private SourceRecord damaged(DamagedFileException e) throws IOException {
        finished = true;
        part.file().requireLength();
        long lost = Math.max(0, part.split().size() - (rows.consumed() - part.start()));
        return place(UnreadableTable.END)
                .damaged(UnreadableTable.sentence(e), rows.partial())
                .withLost(lost);
    }

    private SourceRecord record() {
        RecordPlace place = place(rows.position() + " " + rows.nextLine());
        String damage = damage();
        if (damage != null) {
            return place.damaged(damage, rows.raw());
        }
        RowParser.Row row = parser.parse(rows.bytes(), rows.from(), rows.to());
        damage = row.damage() == null ? otherCount(row.values()) : row.damage();
        return damage == null ? place.sound(fields(row.values())) : place.damaged(damage, rows.raw());
    }

    private @Nullable String damage() {
        if (rows.tooLong()) {
            long breaks = rows.nextLine() - rows.line() - 1;
            return "row is longer than %d bytes%s"
                    .formatted(
                            part.maxRecordBytes(),
                            breaks < 1 ? "" : " and has %d line breaks; is a quote not closed?".formatted(breaks));
        }
        if (!rows.unclosed()) {
            return null;
        }
        return part.options().multiline()
                ? "row has a quote that is never closed, so that it reaches to the end of the file (%d lines); correct"
                                .formatted(rows.nextLine() - rows.line() + 1)
                        + " the file, or set csv.multiline: false if no value contains a line break"
                : "row has a quote that is not closed in its line; set csv.multiline: true if values contain line"
                        + " breaks";
    }

    private @Nullable String otherCount(List<@Nullable String> values) {
        int columns = table.columns().size();
        return values.size() == columns
                ? null
                : "row has %d %s, but the table has %d columns"
                        .formatted(values.size(), values.size() == 1 ? "value" : "values", columns);
    }

    private Fields fields(List<@Nullable String> values) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            fields.put(table.columns().get(i), values.get(i));
        }
        return new Fields(fields);
    }

    private RecordPlace place(String next) {
        String offset = "offset " + rows.start();
        String position = part.isWhole() ? "line %d, %s".formatted(rows.line(), offset) : offset;
        return new RecordPlace(part.split(), position, next, rows.consumed() - part.start());
    }

    /** A row that continues after the end of the range belongs to it, but its bytes are those of the next ones. */
    @Override
    public long readToEnd(long progress) {
        return window.unpacked() ? rows.consumed() : Math.min(rows.position(), part.end()) - part.start();
    }

    @Override
    public void close() throws IOException {
        window.close();
    }
}
