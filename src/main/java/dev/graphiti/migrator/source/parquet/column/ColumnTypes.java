package dev.graphiti.migrator.source.parquet.column;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** What the columns of a file become, by their names, dotted in structs; those without a value are left out. */
public final class ColumnTypes {
    /** What a record can tell apart. */
    public enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN,
        LIST,
        STRUCT
    }

    /**
     * What a column holds.
     *
     * @param written how the file says it
     */
    public record ColumnType(Kind kind, String written) {
        @Override
        public String toString() {
            return "%s (%s)".formatted(kind.name().toLowerCase(Locale.ROOT), written);
        }
    }

    private final SortedMap<String, ColumnType> types = new TreeMap<>();
    private final Set<List<String>> empty;

    private ColumnTypes(Set<List<String>> empty) {
        this.empty = empty;
    }

    public static SortedMap<String, ColumnType> of(MessageType schema, List<BlockMetaData> blocks) {
        ColumnTypes found = new ColumnTypes(emptyColumns(blocks));
        found.addAll(schema, "", List.of());
        return found.types;
    }

    private static Set<List<String>> emptyColumns(List<BlockMetaData> blocks) {
        Set<List<String>> empty = new HashSet<>();
        Set<List<String>> filled = new HashSet<>();
        for (BlockMetaData block : blocks) {
            for (ColumnChunkMetaData column : block.getColumns()) {
                (isEmpty(column) ? empty : filled).add(List.of(column.getPath().toArray()));
            }
        }
        empty.removeAll(filled);
        return empty;
    }

    private static boolean isEmpty(ColumnChunkMetaData column) {
        Statistics<?> statistics = column.getStatistics();
        boolean unknown = statistics == null || statistics.isEmpty();
        if (unknown) {
            // How Arrow writes a column of its null type: as integers without a meaning, of which it says nothing.
            return column.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT32
                    && column.getPrimitiveType().getLogicalTypeAnnotation() == null;
        }
        return statistics.isNumNullsSet() && statistics.getNumNulls() == column.getValueCount();
    }

    private void addAll(GroupType group, String name, List<String> path) {
        for (Type field : group.getFields()) {
            add(field, name.isEmpty() ? field.getName() : name + "." + field.getName(), plus(path, field));
        }
    }

    private void add(Type type, String name, List<String> path) {
        if (type.isPrimitive()) {
            addPrimitive(type.asPrimitiveType(), name, path);
            return;
        }
        GroupType group = type.asGroupType();
        ListShape list = ListShape.of(group);
        if (list != null) {
            types.put(name, new ColumnType(Kind.LIST, "list"));
            List<String> repeated = plus(path, group.getType(0));
            add(list.item(), name + "[]", list.wrapped() ? plus(repeated, list.item()) : repeated);
        } else {
            boolean isMap = ListShape.isMap(group);
            types.put(name, new ColumnType(Kind.STRUCT, isMap ? "map" : "struct"));
            if (!isMap) {
                addAll(group, name, path);
            }
        }
    }

    private void addPrimitive(PrimitiveType type, String name, List<String> path) {
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        if (!empty.contains(path)) {
            String written = meaning == null
                    ? type.getPrimitiveTypeName().name().toLowerCase(Locale.ROOT)
                    : meaning.toString().toLowerCase(Locale.ROOT);
            types.put(name, new ColumnType(kind(type, meaning), written));
        }
    }

    private static Kind kind(PrimitiveType type, @Nullable LogicalTypeAnnotation meaning) {
        boolean number = meaning instanceof DecimalLogicalTypeAnnotation
                || meaning instanceof IntLogicalTypeAnnotation
                || meaning instanceof Float16LogicalTypeAnnotation;
        if (number) {
            return Kind.NUMBER;
        }
        return switch (type.getPrimitiveTypeName()) {
            case BOOLEAN -> Kind.BOOLEAN;
            case FLOAT, DOUBLE -> Kind.NUMBER;
            case INT32, INT64 -> meaning == null ? Kind.NUMBER : Kind.TEXT;
            case INT96, BINARY, FIXED_LEN_BYTE_ARRAY -> Kind.TEXT;
        };
    }

    private static List<String> plus(List<String> path, Type type) {
        return Stream.concat(path.stream(), Stream.of(type.getName())).toList();
    }
}
