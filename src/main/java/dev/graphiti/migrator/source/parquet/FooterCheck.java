package dev.graphiti.migrator.source.parquet;

import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.schema.MessageType;

/** Looks whether what a footer says can be true: with a wrong count of rows, some would be missing without a trace. */
record FooterCheck(MessageType schema, long length) {
    void check(List<BlockMetaData> rowGroups) throws DamagedParquetException {
        for (int i = 0; i < rowGroups.size(); i++) {
            check(i, rowGroups.get(i));
        }
    }

    private void check(int index, BlockMetaData rowGroup) throws DamagedParquetException {
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
            check(index, rows, chunk);
        }
    }

    private void check(int index, long rows, ColumnChunkMetaData chunk) throws DamagedParquetException {
        String column = "column %s of row group %d".formatted(chunk.getPath().toDotString(), index);
        String[] path = chunk.getPath().toArray();
        if (!schema.containsPath(path)) {
            throw wrong(column + " is none of the file's columns");
        }
        long start = chunk.getStartingPos();
        long size = chunk.getTotalSize();
        if (start < 0 || size < 0 || size > length - start) {
            throw wrong("%s lies at the bytes %d to %d of %d".formatted(column, start, start + size, length));
        }
        ColumnDescriptor descriptor = schema.getColumnDescription(path);
        if (descriptor.getMaxRepetitionLevel() == 0 && chunk.getValueCount() != rows) {
            throw wrong("%s has %d values for %d rows".formatted(column, chunk.getValueCount(), rows));
        }
    }

    private static DamagedParquetException wrong(String what) {
        return new DamagedParquetException("its footer is damaged, since it says that " + what);
    }
}
