package dev.graphiti.migrator.source.parquet.column;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.jspecify.annotations.Nullable;

/** A struct, or the row itself: every field is there, null where it has no value. */
final class StructConverter extends GroupConverter {
    private final String[] names;
    private final Converter[] converters;
    private final @Nullable Object[] values;
    private final List<RepeatedField> repeated = new ArrayList<>();
    private final ValueSink parent;

    StructConverter(GroupType type, ConverterFactory factory, ValueSink parent) {
        int count = type.getFieldCount();
        this.parent = parent;
        this.names = new String[count];
        this.converters = new Converter[count];
        this.values = new Object[count];
        for (int i = 0; i < count; i++) {
            names[i] = type.getFieldName(i);
            converters[i] = field(type.getType(i), i, factory);
        }
    }

    private Converter field(Type type, int index, ConverterFactory factory) {
        if (!type.isRepetition(Repetition.REPEATED)) {
            return factory.converter(type, value -> values[index] = value);
        }
        // A list of older writers, which has no annotation: nothing tells where it begins and ends but the struct.
        RepeatedField field = new RepeatedField(index, new ListValues());
        repeated.add(field);
        return factory.converter(type, field.items());
    }

    @Override
    public Converter getConverter(int fieldIndex) {
        return converters[fieldIndex];
    }

    @Override
    public void start() {
        Arrays.fill(values, null);
        for (RepeatedField field : repeated) {
            field.items().begin();
        }
    }

    @Override
    public void end() {
        for (RepeatedField field : repeated) {
            values[field.index()] = field.items().finish();
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>(names.length * 4 / 3 + 1);
        for (int i = 0; i < names.length; i++) {
            map.put(names[i], values[i]);
        }
        parent.put(map);
    }

    private record RepeatedField(int index, ListValues items) {}
}
