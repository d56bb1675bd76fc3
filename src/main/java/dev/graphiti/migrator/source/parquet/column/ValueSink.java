package dev.graphiti.migrator.source.parquet.column;

import org.jspecify.annotations.Nullable;

/** Takes the values of a column or a list, one after the other. */
interface ValueSink {
    void put(@Nullable Object value);

    default void putLong(long value) {
        put(value);
    }

    /** Not a number is how many tools write that there is none. */
    default void putDouble(double value) {
        put(Double.isNaN(value) ? null : value);
    }

    /** As the shortest decimal that is this float: 0.1 and not 0.10000000149011612. */
    default void putFloat(float value) {
        putDouble(Double.parseDouble(Float.toString(value)));
    }
}
