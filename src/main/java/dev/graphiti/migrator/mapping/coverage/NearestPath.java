package dev.graphiti.migrator.mapping.coverage;

import dev.graphiti.migrator.config.NearestMatch;
import dev.graphiti.migrator.mapping.path.FieldPath;
import dev.graphiti.migrator.mapping.path.Item;
import dev.graphiti.migrator.mapping.path.ItemPath;
import dev.graphiti.migrator.mapping.path.PathSteps;
import dev.graphiti.migrator.mapping.path.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the path of a record that is most similar to one that the record does not have. */
final class NearestPath {
    private static final int MAX_DEPTH = 4;
    private static final int MAX_PATHS = 300;

    private NearestPath() {}

    /** The path; null if none is similar. */
    static @Nullable String of(FieldPath missing, @Nullable ItemPath each, Scope scope) {
        List<String> paths = new ArrayList<>();
        if (each == null) {
            collect(scope.fields().root(), "", 0, paths);
        } else {
            each.items(scope, note -> {}).stream()
                    .findFirst()
                    .map(Item::value)
                    .ifPresent(value -> collect(value, ".", 0, paths));
        }
        String written = missing.toString();
        String name = written.substring(written.lastIndexOf('.') + 1);
        return paths.stream()
                .filter(path -> path.substring(path.lastIndexOf('.') + 1).equals(name))
                .findFirst()
                .orElseGet(() -> NearestMatch.nearestOf(written, paths));
    }

    private static void collect(@Nullable Object value, String prefix, int depth, List<String> paths) {
        if (value instanceof List<?> list && !list.isEmpty()) {
            collect(list.get(0), prefix, depth, paths);
        }
        if (!(value instanceof Map<?, ?> map) || depth == MAX_DEPTH) {
            return;
        }
        map.forEach((key, inner) -> {
            if (paths.size() < MAX_PATHS) {
                String path = prefix + PathSteps.exact(String.valueOf(key));
                paths.add(path);
                collect(inner, path + ".", depth + 1, paths);
            }
        });
    }
}
