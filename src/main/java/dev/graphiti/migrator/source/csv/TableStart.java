package dev.graphiti.migrator.source.csv;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.source.stored.ByteWindow;
import dev.graphiti.migrator.source.stored.ForeignContent;
import dev.graphiti.migrator.source.stored.StoredFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the first bytes of a file say about its rows.
 *
 * @param columns their names
 * @param offset of the first row after the header line
 * @param line in which that row is
 */
record TableStart(Dialect dialect, String charset, List<String> columns, long offset, long line) {
    private static final String REMEDY = "; name the columns with csv.columns and set csv.header: ignored";

    /** @throws MigratorException when the header line does not name the columns */
    static TableStart of(StoredFile file, CsvOptions options, int maxRecordBytes) throws IOException {
        try (ByteWindow window = file.open(0)) {
            if (window.unpacked()) {
                file.requireLength();
            }
            ForeignContent.checkText(file, window.peek(ForeignContent.HEAD));
            Dialect dialect = Dialect.of(options, window.peek(Dialect.HEAD));
            RowScanner rows = new RowScanner(window, dialect, maxRecordBytes, dialect.line()).from(dialect.start());
            List<String> columns = options.columns();
            if (options.header() != HeaderLine.NONE && hasRow(rows) && options.header() == HeaderLine.NAMES) {
                RowParser parser = new RowParser(dialect, List.of(), maxRecordBytes, window.charset());
                columns = new Header(file, rows).names(parser);
            }
            return new TableStart(dialect, window.charset(), columns, rows.position(), rows.nextLine());
        }
    }

    private static boolean hasRow(RowScanner rows) throws IOException {
        while (rows.next()) {
            if (!rows.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private record Header(StoredFile file, RowScanner rows) {
        List<String> names(RowParser parser) {
            if (rows.tooLong() || rows.unclosed()) {
                throw refused("is too long or has a quote that is not closed", "; correct the file");
            }
            RowParser.Row row = parser.parse(rows.bytes(), rows.from(), rows.to());
            if (row.damage() != null) {
                throw refused("cannot be read: " + row.damage(), "; correct the file or source.inputs");
            }
            List<String> names = new ArrayList<>();
            for (@Nullable String value : row.values()) {
                String name = Objects.requireNonNullElse(value, "").strip();
                if (name.isEmpty()) {
                    throw refused("has no name for column " + (names.size() + 1), REMEDY);
                }
                if (names.contains(name)) {
                    throw refused(
                            "has the name '%s' twice, for columns %d and %d"
                                    .formatted(name, names.indexOf(name) + 1, names.size() + 1),
                            REMEDY);
                }
                names.add(name);
            }
            return List.copyOf(names);
        }

        private MigratorException refused(String why, String remedy) {
            return new MigratorException(
                    Fault.SOURCE,
                    "the header line of file %s (line %d) %s%s".formatted(file.shown(), rows.line(), why, remedy));
        }
    }
}
