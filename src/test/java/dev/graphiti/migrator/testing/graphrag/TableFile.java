package dev.graphiti.migrator.testing.graphrag;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetFileWriter.Mode;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** A table in the making: columns of named kinds, and rows; written as a Parquet file as pandas would. */
public final class TableFile {
    /** What a column holds. */
    public enum Kind {
        TEXT,
        WHOLE,
        DECIMAL,
        /** All null, without a type of its own. */
        NOTHING,
        TEXTS,
        WHOLES,
        DECIMALS
    }

    private final Map<String, Kind> columns = new LinkedHashMap<>();
    private final List<Map<String, @Nullable Object>> rows = new ArrayList<>();

    public TableFile column(String name, Kind kind) {
        columns.put(name, kind);
        return this;
    }

    public TableFile columns(Kind kind, String... names) {
        for (String name : names) {
            columns.put(name, kind);
        }
        return this;
    }

    /** A row, in the order of the columns. */
    public TableFile row(@Nullable Object... values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException(values.length + " values for the columns " + columns.keySet());
        }
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        int i = 0;
        for (String name : columns.keySet()) {
            row.put(name, values[i++]);
        }
        rows.add(row);
        return this;
    }

    public List<Map<String, @Nullable Object>> rows() {
        return rows;
    }

    public void write(Path file) {
        write(file, Integer.MAX_VALUE);
    }

    /** @param groupRows how many rows a row group has at most, about */
    public void write(Path file, int groupRows) {
        MessageType schema = schema();
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withConf(new PlainParquetConfiguration())
                .withType(schema)
                .withWriteMode(Mode.OVERWRITE)
                .withRowGroupSize(groupRows == Integer.MAX_VALUE ? 1L << 27 : 1)
                .withMinRowCountForPageSizeCheck(Math.min(groupRows, 100))
                .withMaxRowCountForPageSizeCheck(Math.min(groupRows, 10_000))
                .build()) {
            for (Map<String, @Nullable Object> row : rows) {
                writer.write(group(schema, row));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private MessageType schema() {
        List<Type> types = new ArrayList<>();
        columns.forEach((name, kind) -> types.add(type(name, kind)));
        return new MessageType("schema", types);
    }

    private static Type type(String name, Kind kind) {
        return switch (kind) {
            case TEXT -> Types.optional(BINARY).as(stringType()).named(name);
            case WHOLE -> Types.optional(INT64).named(name);
            case DECIMAL -> Types.optional(DOUBLE).named(name);
            case NOTHING -> Types.optional(INT32).named(name);
            case TEXTS -> list(name, Types.optional(BINARY).as(stringType()).named("element"));
            case WHOLES -> list(name, Types.optional(INT64).named("element"));
            case DECIMALS -> list(name, Types.optional(DOUBLE).named("element"));
        };
    }

    private static Type list(String name, Type element) {
        return Types.optionalList().element(element).named(name);
    }

    private Group group(MessageType schema, Map<String, @Nullable Object> row) {
        Group group = new SimpleGroup(schema);
        row.forEach((name, value) -> {
            if (value instanceof List<?> items) {
                Group list = group.addGroup(name);
                items.forEach(item -> add(list.addGroup("list"), "element", Objects.requireNonNull(item)));
            } else if (value != null) {
                add(group, name, value);
            }
        });
        return group;
    }

    private static void add(Group group, String name, Object value) {
        if (value instanceof Number number && !(value instanceof Double)) {
            group.add(name, number.longValue());
        } else if (value instanceof Double number) {
            group.add(name, number);
        } else {
            group.add(name, value.toString());
        }
    }
}
