package dev.graphiti.migrator.source.parquet.column;

import dev.graphiti.migrator.source.fields.NumberArrayBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers the items of one list after the other; numbers without a box for each, for as long as there is nothing else. */
final class ListValues implements ValueSink {
    private final NumberArrayBuilder numbers = new NumberArrayBuilder();
    private @Nullable List<@Nullable Object> mixed;

    void begin() {
        numbers.clear();
        mixed = null;
    }

    List<@Nullable Object> finish() {
        return mixed == null ? numbers.finish() : mixed;
    }

    @Override
    public void put(@Nullable Object value) {
        List<@Nullable Object> list = mixed == null ? numbers.toList() : mixed;
        mixed = list;
        list.add(value);
    }

    @Override
    public void putLong(long value) {
        if (mixed == null) {
            numbers.add(value);
        } else {
            mixed.add(value);
        }
    }

    @Override
    public void putDouble(double value) {
        if (mixed == null) {
            numbers.add(value);
        } else {
            mixed.add(value);
        }
    }

    /** Exactly: a vector must be bit for bit the same when it is made of floats again. */
    @Override
    public void putFloat(float value) {
        putDouble(value);
    }
}
