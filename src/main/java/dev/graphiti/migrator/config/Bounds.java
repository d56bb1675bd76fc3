package dev.graphiti.migrator.config;

import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The least and the greatest value of a key, both allowed.
 *
 * @param min null for none
 * @param max null for none
 */
record Bounds(@Nullable Object min, @Nullable Object max, String minText, String maxText) {
    static final Bounds NONE = new Bounds(null, null, "", "");

    /**
     * Reads the bounds of an annotation.
     *
     * @throws IllegalArgumentException if a bound is not a value of this type, or the type has no order
     */
    static Bounds of(ValueType type, String min, String max, String where) {
        if (min.isEmpty() && max.isEmpty()) {
            return NONE;
        }
        if (!(type instanceof Scalar scalar) || !scalar.isOrdered()) {
            throw new IllegalArgumentException(where + " is not a number, duration or size, so it has no min or max");
        }
        Bounds bounds = new Bounds(value(scalar, min, where), value(scalar, max, where), min, max);
        if (bounds.min != null && bounds.max != null && compare(bounds.min, bounds.max) > 0) {
            throw new IllegalArgumentException(where + " has a min above its max");
        }
        return bounds;
    }

    private static @Nullable Object value(Scalar scalar, String text, String where) {
        if (text.isEmpty()) {
            return null;
        }
        Object value = scalar.parse(text);
        if (value == null) {
            throw new IllegalArgumentException("%s: the bound '%s' is not %s".formatted(where, text, scalar.expects()));
        }
        return value;
    }

    boolean areBoth() {
        return min != null && max != null;
    }

    boolean contain(Object value) {
        return (min == null || compare(value, min) >= 0) && (max == null || compare(value, max) <= 0);
    }

    /** For instance {@code 100ms to 1d}, {@code at least 1} or {@code at most 64}; empty without bounds. */
    String words() {
        if (min == null) {
            return max == null ? "" : "at most " + maxText;
        }
        return max == null ? "at least " + minText : minText + " to " + maxText;
    }

    /** Puts the bounds into the JSON Schema of a number; a schema cannot compare durations and sizes. */
    void addTo(Map<String, Object> schema) {
        if (min instanceof Number) {
            schema.put("minimum", min);
        }
        if (max instanceof Number) {
            schema.put("maximum", max);
        }
    }

    /** Both are of the key's own type, and {@link Scalar#isOrdered} says that this has an order. */
    @SuppressWarnings("unchecked")
    private static int compare(Object one, Object other) {
        if (one instanceof ByteSize size) {
            return Long.compare(size.bytes(), ((ByteSize) other).bytes());
        }
        return Comparator.<Comparable<Object>>naturalOrder()
                .compare((Comparable<Object>) one, (Comparable<Object>) other);
    }
}
