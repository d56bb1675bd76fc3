package dev.graphiti.migrator.ledger.parquet;

import dev.graphiti.migrator.ledger.LedgerEvent;
import dev.graphiti.migrator.ledger.LedgerRow;
import dev.graphiti.migrator.ledger.json.RunStorageException;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.formats.parquet.ParquetInputFile;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** The rows of one file of the ledger. */
final class RowReader implements Closeable {
    private static final MessageType SCHEMA = Column.schema();

    private final Path path;
    private final ParquetFileReader file;
    private @Nullable RecordReader<Group> rows;
    private long left;

    private RowReader(Path path, ParquetFileReader file) {
        this.path = path;
        this.file = file;
    }

    /** @throws MigratorException if it is damaged, or of another release */
    static RowReader open(Path path) {
        try {
            FileSystem system = path.getFileSystem();
            ParquetInputFile input = new ParquetInputFile(
                    system.open(path), system.getFileStatus(path).getLen());
            ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                    .withCodecFactory(new Pages())
                    .withPageChecksumVerification(true)
                    .build();
            RowReader reader = new RowReader(path, ParquetFileReader.open(input, options));
            String version = reader.properties().get(LedgerWriter.FORMAT);
            if (!LedgerWriter.VERSION.equals(version)) {
                throw new IllegalArgumentException(
                        version == null ? "it is another Parquet file" : "its format is " + version);
            }
            return reader;
        } catch (FileNotFoundException e) {
            throw new RunStorageException("cannot read " + path, e);
        } catch (IOException | RuntimeException e) {
            throw damaged(path, e);
        }
    }

    private static MigratorException damaged(Path path, Exception cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String reason =
                Objects.requireNonNullElse(root.getMessage(), root.getClass().getSimpleName());
        return new MigratorException(
                Fault.SOURCE,
                "%s is not a file of a ledger that this release can read (%s); restore the file from a copy."
                        .formatted(path, reason.lines().findFirst().orElse("")),
                cause);
    }

    Map<String, String> properties() {
        return file.getFileMetaData().getKeyValueMetaData();
    }

    boolean hasAllColumns() {
        return file.getFileMetaData().getSchema().getColumns().size()
                == SCHEMA.getColumns().size();
    }

    /** Copies all row groups as they are. Pages that are damaged remain so, with checksums that a reader finds wrong. */
    void appendTo(ParquetFileWriter writer) throws IOException {
        file.appendTo(writer);
    }

    /** Null at the end. */
    @Nullable
    LedgerRow next() {
        try {
            while (left == 0) {
                PageReadStore pages = file.readNextRowGroup();
                if (pages == null) {
                    return null;
                }
                left = pages.getRowCount();
                rows = new ColumnIOFactory()
                        .getColumnIO(SCHEMA, file.getFileMetaData().getSchema())
                        .getRecordReader(pages, new GroupRecordConverter(SCHEMA));
            }
            left--;
            return row(Objects.requireNonNull(rows).read());
        } catch (IOException | RuntimeException e) {
            throw damaged(path, e);
        }
    }

    private static LedgerRow row(Group group) {
        String uuid = uuid(group);
        return new LedgerRow(
                group.getLong(Column.SEQUENCE.index(), 0),
                LedgerEvent.of(required(group, Column.EVENT)),
                uuid == null ? required(group, Column.OTHER_UUID) : uuid,
                required(group, Column.KIND),
                required(group, Column.GROUP_ID),
                required(group, Column.PRODUCER),
                required(group, Column.COLLECTION),
                required(group, Column.RECORD_ID),
                required(group, Column.SPLIT),
                required(group, Column.POSITION),
                hash(group, Column.STORED_HASH),
                hash(group, Column.FIXED_HASH),
                hash(group, Column.CONTENT_HASH),
                text(group, Column.FORMER));
    }

    private static String required(Group group, Column column) {
        return group.getString(column.index(), 0);
    }

    private static @Nullable String text(Group group, Column column) {
        return has(group, column) ? required(group, column) : null;
    }

    private static boolean has(Group group, Column column) {
        return group.getFieldRepetitionCount(column.index()) > 0;
    }

    private static @Nullable String uuid(Group group) {
        if (!has(group, Column.UUID)) {
            return null;
        }
        ByteBuffer bytes = group.getBinary(Column.UUID.index(), 0).toByteBuffer();
        return new UUID(bytes.getLong(), bytes.getLong()).toString();
    }

    private static @Nullable String hash(Group group, Column column) {
        return has(group, column)
                ? HexFormat.of().formatHex(group.getBinary(column.index(), 0).getBytes())
                : null;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
