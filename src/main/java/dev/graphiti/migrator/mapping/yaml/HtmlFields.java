package dev.graphiti.migrator.mapping.yaml;

import dev.graphiti.migrator.mapping.path.PathSteps;
import dev.graphiti.migrator.source.fields.Fields;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of the records of a collection that contain HTML. */
final class HtmlFields {
    private final List<List<String>> paths;

    HtmlFields(Collection<String> paths) {
        this.paths = paths.stream().map(PathSteps::names).toList();
    }

    /** The record with plain text in these fields, also in those of the items of lists. */
    Fields strip(Fields fields) {
        Map<String, @Nullable Object> root = fields.root();
        for (List<String> path : paths) {
            root = inMap(root, path);
        }
        return root == fields.root() ? fields : new Fields(root);
    }

    private static @Nullable Object in(@Nullable Object value, List<String> path) {
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            list.forEach(item -> copy.add(in(item, path)));
            return copy;
        }
        if (path.isEmpty()) {
            return value instanceof String text ? HtmlText.plain(text) : value;
        }
        if (value instanceof Map<?, ?> map) {
            @SuppressWarnings("unchecked") // The keys of Fields are texts.
            Map<String, @Nullable Object> node = (Map<String, @Nullable Object>) map;
            return inMap(node, path);
        }
        return value;
    }

    private static Map<String, @Nullable Object> inMap(Map<String, @Nullable Object> map, List<String> path) {
        Object before = map.get(path.get(0));
        if (before == null) {
            return map;
        }
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(map);
        copy.put(path.get(0), in(before, path.subList(1, path.size())));
        return copy;
    }
}
