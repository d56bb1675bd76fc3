package dev.graphiti.migrator.source.parquet.file;

import dev.graphiti.migrator.source.parquet.column.BinaryForms;
import java.io.IOException;
import java.util.List;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Finds what is damaged of a row group that cannot be read, by reading one column after the other. */
record DamageSearch(ParquetFileReader reader, MessageType schema, RowGroup rowGroup) {
    /** Continues a sentence after a colon. */
    String describe() {
        try {
            for (Type column : schema.getFields()) {
                Exception failure = failureOf(column);
                if (failure != null) {
                    return "%s %s".formatted(place(column.getName()), what(failure));
                }
            }
            return "its columns are inconsistent";
        } finally {
            reader.setRequestedSchema(schema);
        }
    }

    private @Nullable Exception failureOf(Type column) {
        MessageType alone = new MessageType(schema.getName(), column);
        try {
            reader.setRequestedSchema(alone);
            RowReader rows = RowReader.of(
                    rowGroup, alone, reader.readRowGroup(rowGroup.index()), BinaryForms.AUTO, () -> column.getName());
            rows.behind(rowGroup.endRow());
            return null;
        } catch (IOException | RuntimeException e) {
            return e;
        }
    }

    private String place(String column) {
        List<ColumnChunkMetaData> chunks = reader.getRowGroups().get(rowGroup.index()).getColumns().stream()
                .filter(chunk -> chunk.getPath().toArray()[0].equals(column))
                .toList();
        long start = chunks.stream()
                .mapToLong(ColumnChunkMetaData::getStartingPos)
                .min()
                .orElse(0);
        long end = chunks.stream()
                .mapToLong(chunk -> chunk.getStartingPos() + chunk.getTotalSize())
                .max()
                .orElse(0);
        return "column %s, at the bytes %d to %d of the file,".formatted(column, start, end);
    }

    private static String what(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains("CRC")) {
                return "does not match its checksum";
            }
        }
        return "cannot be decoded";
    }
}
