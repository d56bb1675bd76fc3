package dev.graphiti.migrator.ledger.parquet;

import dev.graphiti.migrator.ledger.LedgerRow;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.Path;
import org.apache.flink.formats.parquet.ParquetWriterFactory;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetFileWriter.Mode;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.DelegatingPositionOutputStream;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** Writes files of the ledger. */
final class LedgerWriter extends ParquetWriter.Builder<LedgerRow, LedgerWriter> {
    static final String FORMAT = "graphiti-migrator.ledger";
    static final String VERSION = "1";

    /** Each subtask of a step that writes holds one in memory. */
    private static final long ROW_GROUP_BYTES = 4 << 20;

    private static final int PAGE_BYTES = 256 << 10;

    /** Columns whose values hardly repeat in a row group. A dictionary of them would be built and thrown away. */
    private static final Set<Column> DISTINCT = EnumSet.of(
            Column.SEQUENCE,
            Column.UUID,
            Column.OTHER_UUID,
            Column.RECORD_ID,
            Column.POSITION,
            Column.STORED_HASH,
            Column.FIXED_HASH,
            Column.FORMER,
            Column.CONTENT_HASH);

    private LedgerWriter(OutputFile file) {
        super(file);
    }

    static ParquetWriterFactory<LedgerRow> factory() {
        return new ParquetWriterFactory<>(file -> open(file, Map.of()));
    }

    /** Writes the rows of files into one, and closes it. */
    static void rewrite(List<Path> files, FSDataOutputStream out, Map<String, String> properties) throws IOException {
        try (LedgerReader rows = LedgerReader.of(files);
                ParquetWriter<LedgerRow> writer = open(new Output(out), properties)) {
            while (rows.hasNext()) {
                writer.write(rows.next());
            }
        }
    }

    /** Copies the row groups of files into one, and closes it. */
    static void append(List<Path> files, FSDataOutputStream out, Map<String, String> properties) throws IOException {
        try (ParquetFileWriter writer = new ParquetFileWriter(
                new Output(out),
                Column.schema(),
                Mode.CREATE,
                ROW_GROUP_BYTES,
                0,
                null,
                ParquetProperties.builder().build())) {
            writer.start();
            for (Path file : files) {
                try (RowReader rows = RowReader.open(file)) {
                    rows.appendTo(writer);
                }
            }
            writer.end(with(properties));
        }
    }

    /** @param properties of the file; the format is added */
    private static ParquetWriter<LedgerRow> open(OutputFile file, Map<String, String> properties) throws IOException {
        LedgerWriter writer = new LedgerWriter(file)
                .withConf(new PlainParquetConfiguration())
                .withCodecFactory(new Pages())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withWriterVersion(WriterVersion.PARQUET_2_0)
                .withRowGroupSize(ROW_GROUP_BYTES)
                .withPageSize(PAGE_BYTES)
                .withDictionaryPageSize(PAGE_BYTES)
                .withPageWriteChecksumEnabled(true);
        for (Column column : Column.values()) {
            writer.withDictionaryEncoding(column.key(), !DISTINCT.contains(column));
            // No reader looks for some rows only, and each value would be compared with the least and the greatest.
            writer.withStatisticsEnabled(column.key(), false);
        }
        return writer.withExtraMetaData(with(properties)).build();
    }

    private static Map<String, String> with(Map<String, String> properties) {
        Map<String, String> all = new TreeMap<>(properties);
        all.put(FORMAT, VERSION);
        return all;
    }

    @Override
    protected LedgerWriter self() {
        return this;
    }

    @Override
    protected WriteSupport<LedgerRow> getWriteSupport(ParquetConfiguration configuration) {
        return new RowWriteSupport();
    }

    @Override
    @SuppressWarnings("deprecation") // It has to be there.
    protected WriteSupport<LedgerRow> getWriteSupport(Configuration configuration) {
        throw new UnsupportedOperationException("there is no Hadoop");
    }

    /** Flink's own is not public. */
    private record Output(FSDataOutputStream out) implements OutputFile {
        @Override
        public PositionOutputStream create(long blockSize) {
            return new DelegatingPositionOutputStream(out) {
                @Override
                public long getPos() throws IOException {
                    return out.getPos();
                }
            };
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSize) {
            return create(blockSize);
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return 0;
        }
    }
}
