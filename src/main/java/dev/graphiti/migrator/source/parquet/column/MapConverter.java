package dev.graphiti.migrator.source.parquet.column;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.schema.GroupType;
import org.jspecify.annotations.Nullable;

/** A column annotated as a map. A key that is no text becomes its text; of two equal keys the later one counts. */
final class MapConverter extends GroupConverter {
    private final ValueSink parent;
    private final Pair pair;
    private Map<String, @Nullable Object> map = Map.of();

    MapConverter(GroupType type, ConverterFactory factory, ValueSink parent) {
        this.parent = parent;
        this.pair = new Pair(type.getType(0).asGroupType(), factory);
    }

    @Override
    public Converter getConverter(int fieldIndex) {
        return pair;
    }

    @Override
    public void start() {
        map = new LinkedHashMap<>();
    }

    @Override
    public void end() {
        parent.put(map);
    }

    private final class Pair extends GroupConverter {
        private final Converter keys;
        private final Converter values;
        private @Nullable Object key;
        private @Nullable Object value;

        private Pair(GroupType type, ConverterFactory factory) {
            keys = factory.converter(type.getType(0), next -> key = next);
            values = factory.converter(type.getType(1), next -> value = next);
        }

        @Override
        public Converter getConverter(int fieldIndex) {
            return fieldIndex == 0 ? keys : values;
        }

        @Override
        public void start() {
            key = null;
            value = null;
        }

        @Override
        public void end() {
            map.put(String.valueOf(key), value);
        }
    }
}
