package dev.graphiti.migrator.source.parquet;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.source.parquet.ColumnTypes.ColumnType;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** An open Parquet file: what its footer says, and the rows of its row groups. Used by one thread. */
public final class ParquetFile implements Closeable {
    private final Path path;
    private final FileStatus status;
    private final FlinkInputFile input;
    private final ParquetFileReader reader;

    private ParquetFile(FileStatus status, FlinkInputFile input, ParquetFileReader reader) {
        this.path = status.getPath();
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
        FileEnds.check(input);
        try {
            ParquetFile file = new ParquetFile(status, input, new ParquetFileReader(input, options()));
            file.checkCodecs();
            return file;
        } catch (MigratorException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw failureOrDamage(input, "its footer cannot be read: " + RowReader.reason(e), e);
        }
    }

    private static FileStatus statusOf(Path path) throws IOException {
        try {
            return path.getFileSystem().getFileStatus(path);
        } catch (FileNotFoundException e) {
            throw new MigratorException(
                    Fault.SOURCE,
                    "file %s is not there any more; put it back and resume, or start a new run".formatted(path),
                    e);
        }
    }

    private static ParquetReadOptions options() {
        return ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new PageCodecs())
                .usePageChecksumVerification()
                .build();
    }

    private void checkCodecs() throws IOException {
        for (BlockMetaData block : reader.getRowGroups()) {
            for (ColumnChunkMetaData column : block.getColumns()) {
                if (!PageCodecs.SUPPORTED.contains(column.getCodec())) {
                    reader.close();
                    throw new MigratorException(
                            Fault.SOURCE,
                            "file %s is compressed with %s, which cannot be read; write it with zstd, snappy, gzip or lz4_raw"
                                    .formatted(path, column.getCodec()));
                }
            }
        }
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

    SortedMap<String, ColumnType> types() {
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
            return RowReader.of(rowGroup, schema(), reader.readRowGroup(rowGroup.index()), binaries)
                    .behind(fromRow);
        } catch (DamagedParquetException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            String what = "row group %d cannot be read, %d rows: %s"
                    .formatted(rowGroup.index(), rowGroup.rows(), RowReader.reason(e));
            throw failureOrDamage(input, what, e);
        }
    }

    private void checkMemory(RowGroup rowGroup) {
        long heap = Runtime.getRuntime().maxMemory();
        if (rowGroup.bytes() > heap / 2) {
            throw new MigratorException(
                    Fault.SOURCE,
                    "row group %d of file %s takes %d MB, more than half of the heap of %d MB; give the job more memory or write the file with smaller row groups"
                            .formatted(rowGroup.index(), path, rowGroup.bytes() >> 20, heap >> 20));
        }
    }

    /** Whether the file has been written again since it was opened. */
    boolean isUntouched() throws IOException {
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
