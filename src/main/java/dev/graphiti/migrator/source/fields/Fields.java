package dev.graphiti.migrator.source.fields;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * The content of a record as a tree of {@code String}, {@code Long}, {@code Double}, {@code Boolean}, null,
 * {@code List}, {@code Map<String, Object>}, {@link Numbers} (a long list of numbers, unboxed) and {@link ExactNumber}. The order of keys is
 * that of the source. Must not be changed once built.
 */
@TypeInfo(FieldsSerializer.Factory.class)
public record Fields(Map<String, @Nullable Object> root) {
    public static final Fields EMPTY = new Fields(Map.of());

    public Fields {
        root = Collections.unmodifiableMap(root);
    }

    public static Fields of(@Nullable Object... keysAndValues) {
        Map<String, @Nullable Object> root = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            root.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return new Fields(root);
    }

    /** The value at a dotted path such as {@code customer.name}; null when it is missing or null. */
    public @Nullable Object at(String path) {
        return at(root, path);
    }

    /** The same below any node of such a tree. A key that holds dots itself wins over the path it would be. */
    @SuppressWarnings("unchecked")
    public static @Nullable Object at(@Nullable Object node, String path) {
        if (!(node instanceof Map<?, ?>)) {
            return null;
        }
        Map<String, @Nullable Object> map = (Map<String, @Nullable Object>) node;
        Object whole = map.get(path);
        if (whole != null) {
            return whole;
        }
        int dot = path.indexOf('.');
        return dot < 0 ? null : at(map.get(path.substring(0, dot)), path.substring(dot + 1));
    }
}
