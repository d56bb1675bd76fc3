package dev.graphiti.migrator.source.parquet.column;

import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * A column annotated as a list, in either of its encodings: the repeated field inside is the item itself, or a group
 * around an item that may be null.
 */
final class ListConverter extends GroupConverter {
    private final ListValues values = new ListValues();
    private final ValueSink parent;
    private final Converter items;

    ListConverter(ListShape shape, ConverterFactory factory, ValueSink parent) {
        this.parent = parent;
        this.items = shape.wrapped()
                ? new WrappedItem(shape.item(), factory, values)
                : factory.converter(shape.item(), values);
    }

    @Override
    public Converter getConverter(int fieldIndex) {
        return items;
    }

    @Override
    public void start() {
        values.begin();
    }

    @Override
    public void end() {
        parent.put(values.finish());
    }

    /** The group around an item: empty when the item is null. */
    private static final class WrappedItem extends GroupConverter implements ValueSink {
        private final ListValues values;
        private final Converter item;
        private boolean seen;

        private WrappedItem(Type type, ConverterFactory factory, ListValues values) {
            this.values = values;
            this.item = factory.converter(type, this);
        }

        @Override
        public Converter getConverter(int fieldIndex) {
            return item;
        }

        @Override
        public void start() {
            seen = false;
        }

        @Override
        public void end() {
            if (!seen) {
                values.put(null);
            }
        }

        @Override
        public void put(@Nullable Object value) {
            seen = true;
            values.put(value);
        }

        @Override
        public void putLong(long value) {
            seen = true;
            values.putLong(value);
        }

        @Override
        public void putDouble(double value) {
            seen = true;
            values.putDouble(value);
        }

        @Override
        public void putFloat(float value) {
            seen = true;
            values.putFloat(value);
        }
    }
}
