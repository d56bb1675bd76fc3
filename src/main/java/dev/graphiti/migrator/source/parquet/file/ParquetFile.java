package dev.graphiti.migrator.source.parquet.file;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.source.file.Locations;
import dev.graphiti.migrator.source.parquet.column.BinaryForms;
import dev.graphiti.migrator.source.parquet.column.ColumnTypes;
import dev.graphiti.migrator.source.parquet.column.ColumnTypes.ColumnType;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** An open Parquet file: what its footer says, and the rows of its row groups. Used by one thread. */
public final class ParquetFile implements Closeable {
    private final Path path;
    private final FileStatus status;
    private final FlinkInputFile input;
    private final ParquetFileReader reader;

    private ParquetFile(Path path, FileStatus status, FlinkInputFile input, ParquetFileReader reader) {
        this.path = path;
        this.status = status;
        this.input = input;
        this.reader = reader;
    }

    /**
     * Opens the file and reads its footer.
     *
     * @throws MigratorException when it is not there, or is encrypted or compressed in a way that is not supported
     * @throws DamagedParquetException when it is not a Parquet file, or only a part of one
     */
    public static ParquetFile open(Path path) throws IOException {
        FileStatus status = statusOf(path);
        FlinkInputFile input = new FlinkInputFile(path, status.getLen());
        long footer = FileEnds.check(input);
        ParquetFileReader reader = null;
        try {
            reader = new ParquetFileReader(input, options());
            ParquetFile file = new ParquetFile(path, status, input, reader);
            new FooterCheck(path.toString(), status.getLen()).check(reader);
            return file;
        } catch (MigratorException | DamagedParquetException e) {
            closeQuietly(reader);
            throw e;
        } catch (IOException | RuntimeException e) {
            closeQuietly(reader);
            String what = ("its footer, at the bytes %d to %d, is damaged, and only it contains the locations of the"
                            + " columns")
                    .formatted(footer, status.getLen() - FileEnds.TAIL);
            throw failureOrDamage(input, what, e);
        }
    }

    private static void closeQuietly(@Nullable ParquetFileReader reader) throws IOException {
        if (reader != null) {
            reader.close();
        }
    }

    private static FileStatus statusOf(Path path) throws IOException {
        try {
            return path.getFileSystem().getFileStatus(path);
        } catch (FileNotFoundException e) {
            throw new MigratorException(
                    Fault.SOURCE,
                    "file %s no longer exists; restore it and resume, or start a new run"
                            .formatted(Locations.shown(path.toString())),
                    e);
        }
    }

    private static ParquetReadOptions options() {
        return ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new PageCodecs())
                .usePageChecksumVerification()
                .build();
    }

    /** The names of the columns, in their order. */
    public List<String> columns() {
        return schema().getFields().stream().map(Type::getName).toList();
    }

    /** What its writer noted down about it, by key. */
    public Map<String, String> properties() {
        return reader.getFileMetaData().getKeyValueMetaData();
    }

    public List<RowGroup> rowGroups() {
        List<BlockMetaData> blocks = reader.getRowGroups();
        long[] firstRows = new long[blocks.size() + 1];
        for (int i = 0; i < blocks.size(); i++) {
            firstRows[i + 1] = firstRows[i] + blocks.get(i).getRowCount();
        }
        return IntStream.range(0, blocks.size())
                .mapToObj(i -> new RowGroup(
                        i,
                        firstRows[i],
                        blocks.get(i).getRowCount(),
                        blocks.get(i).getCompressedSize()))
                .toList();
    }

    /** Tells this file from another one that takes its place: made of all that the footer says of the data. */
    public String fingerprint() {
        return Fingerprint.of(schema(), reader.getRowGroups(), status.getLen());
    }

    public SortedMap<String, ColumnType> types() {
        return ColumnTypes.of(schema(), reader.getRowGroups());
    }

    private MessageType schema() {
        return reader.getFileMetaData().getSchema();
    }

    /**
     * Takes a row group into memory, compressed, to read its rows from a given one on.
     *
     * @param fromRow the number of the row in the file
     */
    public RowReader read(RowGroup rowGroup, long fromRow, BinaryForms binaries) throws IOException {
        checkMemory(rowGroup);
        try {
            return rows(rowGroup, binaries).behind(fromRow);
        } finally {
            // What was read while the file was written again may be of both.
            if (!isUntouched()) {
                new PlannedFile(path.toString(), status.getLen(), fingerprint())
                        .open()
                        .close();
            }
        }
    }

    private RowReader rows(RowGroup rowGroup, BinaryForms binaries) throws IOException {
        Supplier<String> search = new DamageSearch(reader, schema(), rowGroup)::describe;
        try {
            return RowReader.of(rowGroup, schema(), reader.readRowGroup(rowGroup.index()), binaries, search);
        } catch (DamagedParquetException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            IOException failure = input.failure();
            throw failure != null ? failure : RowReader.unreadable(rowGroup, rowGroup.firstRow(), search, e);
        }
    }

    private void checkMemory(RowGroup rowGroup) {
        long heap = Runtime.getRuntime().maxMemory();
        if (rowGroup.bytes() > heap / 2) {
            throw new MigratorException(
                    Fault.SOURCE,
                    "row group %d of file %s takes %d MB, more than half of the heap of %d MB; give the job more memory or write the file with smaller row groups"
                            .formatted(
                                    rowGroup.index(),
                                    Locations.shown(path.toString()),
                                    rowGroup.bytes() >> 20,
                                    heap >> 20));
        }
    }

    /** Whether the file has been written again since it was opened. */
    private boolean isUntouched() throws IOException {
        FileStatus now = statusOf(path);
        return now.getLen() == status.getLen() && now.getModificationTime() == status.getModificationTime();
    }

    private static IOException failureOrDamage(FlinkInputFile input, String sentence, Exception e) {
        IOException failure = input.failure();
        return failure == null ? new DamagedParquetException(sentence, e) : failure;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
