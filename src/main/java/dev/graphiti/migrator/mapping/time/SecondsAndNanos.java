package dev.graphiti.migrator.mapping.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A time as an object of seconds and nanoseconds, as Protocol Buffers and Firestore write it. */
final class SecondsAndNanos {
    private static final Set<String> SECONDS = Set.of("seconds", "_seconds");
    private static final Set<String> NANOS = Set.of("nanos", "nanoseconds", "_nanoseconds");

    private SecondsAndNanos() {}

    /** The time; null if it is another object. */
    static @Nullable Instant read(Map<?, ?> object) {
        Long seconds = null;
        long nanos = 0;
        for (Map.Entry<?, ?> field : object.entrySet()) {
            Long number = whole(field.getValue());
            if (number == null) {
                return null;
            } else if (SECONDS.contains(String.valueOf(field.getKey()))) {
                seconds = number;
            } else if (NANOS.contains(String.valueOf(field.getKey()))) {
                nanos = number;
            } else {
                return null;
            }
        }
        try {
            return seconds == null ? null : Instant.ofEpochSecond(seconds, nanos);
        } catch (DateTimeException | ArithmeticException e) {
            return seconds < 0 ? Instant.MIN : Instant.MAX;
        }
    }

    /** JSON of Protocol Buffers has 64-bit numbers as texts. */
    private static @Nullable Long whole(@Nullable Object value) {
        if (value instanceof Long number) {
            return number;
        }
        return value instanceof String text && text.matches("-?\\d{1,18}") ? Long.valueOf(text) : null;
    }
}
