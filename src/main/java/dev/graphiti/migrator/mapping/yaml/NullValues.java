package dev.graphiti.migrator.mapping.yaml;

import dev.graphiti.migrator.source.fields.Fields;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The texts that stand for null in the records of a collection. */
final class NullValues {
    private final Set<String> texts;

    NullValues(Collection<String> texts) {
        this.texts = Set.copyOf(texts);
    }

    /** The same fields if none of the texts occurs. */
    Fields remove(Fields fields) {
        if (texts.isEmpty()) {
            return fields;
        }
        Map<String, @Nullable Object> root = inMap(fields.root());
        return root == fields.root() ? fields : new Fields(root);
    }

    private @Nullable Object in(@Nullable Object value) {
        if (value instanceof String text) {
            return texts.contains(text) ? null : text;
        }
        if (value instanceof Map<?, ?> map) {
            @SuppressWarnings("unchecked") // The keys of Fields are texts.
            Map<String, @Nullable Object> node = (Map<String, @Nullable Object>) map;
            return inMap(node);
        }
        return value instanceof List<?> list ? inList(list) : value;
    }

    private Map<String, @Nullable Object> inMap(Map<String, @Nullable Object> map) {
        Map<String, @Nullable Object> copy = null;
        for (Map.Entry<String, @Nullable Object> field : map.entrySet()) {
            Object without = in(field.getValue());
            if (without != field.getValue()) {
                copy = copy == null ? new LinkedHashMap<>(map) : copy;
                copy.put(field.getKey(), without);
            }
        }
        return copy == null ? map : copy;
    }

    private List<?> inList(List<?> list) {
        List<@Nullable Object> copy = null;
        for (int i = 0; i < list.size(); i++) {
            Object without = in(list.get(i));
            if (without != list.get(i)) {
                copy = copy == null ? new ArrayList<>(list) : copy;
                copy.set(i, without);
            }
        }
        return copy == null ? list : copy;
    }
}
