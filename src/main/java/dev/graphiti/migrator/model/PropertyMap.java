package dev.graphiti.migrator.model;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The extra properties of an element by name. A value is a {@code String}, {@code Long}, {@code Double}, {@code Boolean} or
 * a {@code List} of one of these; of a {@link CopiedElement} also what a {@link PropertyTag} marks. No nulls. Sorted by
 * name. Must not be changed once built.
 */
public record PropertyMap(Map<String, Object> values) implements Serializable {
    public static final PropertyMap NONE = new PropertyMap(Map.of());

    /** Beside the characters of a name or a text. */
    private static final int BYTES_OF_VALUE = 8;

    public PropertyMap {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    public static PropertyMap of(Object... namesAndValues) {
        Map<String, Object> values = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return new PropertyMap(values);
    }

    /** These, and those of the other, which win. */
    public PropertyMap and(PropertyMap other) {
        Map<String, Object> all = new TreeMap<>(values);
        all.putAll(other.values);
        return new PropertyMap(all);
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** About how many bytes they take. */
    public int size() {
        return size(values);
    }

    private static int size(Object value) {
        int size = BYTES_OF_VALUE;
        if (value instanceof String text) {
            size += text.length();
        } else if (value instanceof List<?> list) {
            for (Object item : list) {
                size += size(item);
            }
        } else if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                size += String.valueOf(entry.getKey()).length() + size(entry.getValue());
            }
        }
        return size;
    }
}
