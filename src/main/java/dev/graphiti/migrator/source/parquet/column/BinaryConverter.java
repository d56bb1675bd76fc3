package dev.graphiti.migrator.source.parquet.column;

import java.util.function.Function;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.jspecify.annotations.Nullable;

/** Bytes that mean something; each entry of a dictionary is decoded once. */
final class BinaryConverter extends PrimitiveConverter {
    /** What a decoder returns for bytes that are not what the file says they are; never in a record. */
    record Unreadable(String what) {}

    private final Function<Binary, Object> decoder;
    private final ValueSink sink;
    private final DamagedColumn column;
    private @Nullable Object[] decoded = {};
    private @Nullable Dictionary dictionary;

    BinaryConverter(Function<Binary, Object> decoder, ValueSink sink, DamagedColumn column) {
        this.decoder = decoder;
        this.sink = sink;
        this.column = column;
    }

    @Override
    public boolean hasDictionarySupport() {
        return true;
    }

    @Override
    public void setDictionary(Dictionary newDictionary) {
        dictionary = newDictionary;
        decoded = new Object[newDictionary.getMaxId() + 1];
    }

    @Override
    public void addValueFromDictionary(int id) {
        Object value = decoded[id];
        if (value == null && dictionary != null) {
            value = decoder.apply(dictionary.decodeToBinary(id));
            decoded[id] = value;
        }
        put(value);
    }

    @Override
    public void addBinary(Binary value) {
        put(decoder.apply(value));
    }

    private void put(@Nullable Object value) {
        if (value instanceof Unreadable unreadable) {
            column.note(unreadable.what());
        } else if (value instanceof Double number) {
            sink.putDouble(number);
        } else if (value instanceof Long number) {
            sink.putLong(number);
        } else {
            sink.put(value);
        }
    }
}
