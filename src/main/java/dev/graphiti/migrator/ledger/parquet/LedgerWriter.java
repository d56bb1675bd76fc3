package dev.graphiti.migrator.ledger.parquet;

import dev.graphiti.migrator.ledger.LedgerRow;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.formats.parquet.ParquetWriterFactory;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;

/** Writes files of the ledger. */
final class LedgerWriter extends ParquetWriter.Builder<LedgerRow, LedgerWriter> {
    static final String FORMAT = "graphiti-migrator.ledger";
    static final String VERSION = "1";

    /** Each subtask of a step that writes holds one in memory. */
    private static final long ROW_GROUP_BYTES = 4 << 20;

    private static final int PAGE_BYTES = 256 << 10;

    private LedgerWriter(OutputFile file) {
        super(file);
    }

    static ParquetWriterFactory<LedgerRow> factory() {
        return new ParquetWriterFactory<>(file -> open(file, Map.of()));
    }

    /** @param properties of the file; the format is added */
    static ParquetWriter<LedgerRow> open(OutputFile file, Map<String, String> properties) throws IOException {
        LedgerWriter writer = new LedgerWriter(file)
                .withConf(new PlainParquetConfiguration())
                .withCodecFactory(new Pages())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withWriterVersion(WriterVersion.PARQUET_2_0)
                .withRowGroupSize(ROW_GROUP_BYTES)
                .withPageSize(PAGE_BYTES)
                .withDictionaryPageSize(PAGE_BYTES)
                .withPageWriteChecksumEnabled(true);
        // Values that never repeat.
        for (Column column : List.of(Column.UUID, Column.STORED_HASH, Column.FIXED_HASH, Column.FORMER)) {
            writer.withDictionaryEncoding(column.key(), false).withStatisticsEnabled(column.key(), false);
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
}
