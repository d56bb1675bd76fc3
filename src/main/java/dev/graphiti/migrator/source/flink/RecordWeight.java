package dev.graphiti.migrator.source.flink;

import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.fields.Numbers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Estimates the memory that a record takes, so that a batch of huge records stays small. */
public final class RecordWeight {
    private static final long NODE = 48;

    private RecordWeight() {}

    public static long of(SourceRecord record) {
        return NODE
                + of(record.raw() == null ? null : record.raw().content())
                + of(record.fields().root())
                + of(record.about().root());
    }

    private static long of(@Nullable Object value) {
        if (value instanceof String text) {
            return NODE + text.length();
        }
        if (value instanceof Numbers numbers) {
            return NODE + Double.BYTES * (long) numbers.size();
        }
        if (value instanceof Map<?, ?> map) {
            return ofAll(map.values()) + NODE * map.size();
        }
        return value instanceof List<?> list ? ofAll(list) : NODE / 2;
    }

    private static long ofAll(Iterable<?> values) {
        long sum = NODE;
        for (Object value : values) {
            sum += of(value);
        }
        return sum;
    }
}
