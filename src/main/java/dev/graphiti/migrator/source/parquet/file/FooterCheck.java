package dev.graphiti.migrator.source.parquet.file;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.source.file.Locations;
import java.util.List;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.metadata.FileMetaData.EncryptionType;
import org.apache.parquet.schema.MessageType;

/** Looks whether what a footer says can be true: with a wrong count of rows, some would be missing without a trace. */
record FooterCheck(String location, long length) {
    /**
     * Looks at all that the footer says.
     *
     * @throws MigratorException when the file is encrypted or compressed in a way that is not supported
     */
    void check(ParquetFileReader reader) throws DamagedParquetException {
        FileMetaData file = reader.getFileMetaData();
        if (file.getEncryptionType() != EncryptionType.UNENCRYPTED) {
            throw FileEnds.encrypted(location);
        }
        List<BlockMetaData> rowGroups = reader.getRowGroups();
        for (int i = 0; i < rowGroups.size(); i++) {
            check(i, rowGroups.get(i), file.getSchema());
        }
    }

    private void check(int index, BlockMetaData rowGroup, MessageType schema) throws DamagedParquetException {
        long rows = rowGroup.getRowCount();
        if (rows < 0) {
            throw wrong("row group %d has %d rows".formatted(index, rows));
        }
        int columns = schema.getColumns().size();
        if (rowGroup.getColumns().size() != columns) {
            throw wrong("row group %d has %d of %d columns"
                    .formatted(index, rowGroup.getColumns().size(), columns));
        }
        for (ColumnChunkMetaData chunk : rowGroup.getColumns()) {
            String column =
                    "column %s of row group %d".formatted(chunk.getPath().toDotString(), index);
            String[] path = chunk.getPath().toArray();
            if (!schema.containsPath(path)) {
                throw wrong(column + " is not one of the file's columns");
            }
            check(column, chunk);
            boolean flat = schema.getColumnDescription(path).getMaxRepetitionLevel() == 0;
            if (flat && chunk.getValueCount() != rows) {
                throw wrong("%s has %d values for %d rows".formatted(column, chunk.getValueCount(), rows));
            }
        }
    }

    private void check(String column, ColumnChunkMetaData chunk) throws DamagedParquetException {
        if (!PageCodecs.SUPPORTED.contains(chunk.getCodec())) {
            throw new MigratorException(
                    Fault.SOURCE,
                    "file %s is compressed with %s, which cannot be read; write it with zstd, snappy, gzip or lz4_raw"
                            .formatted(Locations.shown(location), chunk.getCodec()));
        }
        long start = chunk.getStartingPos();
        long size = chunk.getTotalSize();
        if (start < 0 || size < 0 || size > length - start) {
            throw wrong("%s is at the bytes %d to %d of %d".formatted(column, start, start + size, length));
        }
    }

    private static DamagedParquetException wrong(String what) {
        return new DamagedParquetException("its footer is damaged, since it says that " + what);
    }
}
