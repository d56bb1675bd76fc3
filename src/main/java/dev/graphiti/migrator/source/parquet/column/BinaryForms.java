package dev.graphiti.migrator.source.parquet.column;

import java.util.Map;

/**
 * What becomes of columns of bytes of which the file does not say what they are.
 *
 * @param byColumn by the name of the column, dotted inside structs; the others are {@link BinaryForm#AUTO}
 */
public record BinaryForms(Map<String, BinaryForm> byColumn) {
    public static final BinaryForms AUTO = new BinaryForms(Map.of());

    public BinaryForms {
        byColumn = Map.copyOf(byColumn);
    }

    BinaryForm of(String column) {
        return byColumn.getOrDefault(column, BinaryForm.AUTO);
    }
}
