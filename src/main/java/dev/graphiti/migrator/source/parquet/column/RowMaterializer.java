package dev.graphiti.migrator.source.parquet.column;

import java.util.Map;
import java.util.Objects;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Puts a row together from the values that Parquet's reader hands over, column by column. */
public final class RowMaterializer extends RecordMaterializer<Map<String, @Nullable Object>> {
    private final GroupConverter root;
    private Map<String, @Nullable Object> row = Map.of();

    @SuppressWarnings("unchecked")
    public RowMaterializer(MessageType schema, ConverterFactory factory) {
        root = new StructConverter(
                schema, factory, value -> row = (Map<String, @Nullable Object>) Objects.requireNonNull(value));
    }

    @Override
    public Map<String, @Nullable Object> getCurrentRecord() {
        return row;
    }

    @Override
    public GroupConverter getRootConverter() {
        return root;
    }
}
