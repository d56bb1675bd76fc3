package dev.graphiti.migrator.source.parquet.column;

import org.apache.parquet.io.api.Converter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;

/** Makes what turns the values of a column into those of a record. */
public record ConverterFactory(BinaryForms binaries, RowDamage damage, String path) {
    Converter converter(Type type, ValueSink sink) {
        ConverterFactory inside = new ConverterFactory(binaries, damage, pathOf(type));
        if (type.isPrimitive()) {
            return inside.scalar(type, sink);
        }
        GroupType group = type.asGroupType();
        ListShape list = ListShape.of(group);
        if (list != null) {
            return new ListConverter(list, inside, sink);
        }
        return ListShape.isMap(group)
                ? new MapConverter(group, inside, sink)
                : new StructConverter(group, inside, sink);
    }

    private Converter scalar(Type type, ValueSink sink) {
        return new Scalars(sink, binaries.of(path), new DamagedColumn(damage, path)).converter(type.asPrimitiveType());
    }

    private String pathOf(Type type) {
        return path.isEmpty() ? type.getName() : path + "." + type.getName();
    }
}
