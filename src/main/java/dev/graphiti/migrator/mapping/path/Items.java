package dev.graphiti.migrator.mapping.path;

import java.util.List;
import java.util.Map;

/** The items of what {@code each} names. */
public final class Items {
    private Items() {}

    /**
     * All items of a list; a single value is a list of one.
     *
     * @throws MappingException when there is an object, which may be one item or hold many
     */
    public static List<?> of(FieldPath each, Scope scope) {
        Object value = each.find(scope);
        if (value instanceof Map<?, ?> map) {
            throw new MappingException(
                    "not-a-list",
                    "each: %s is an object with %s and not a list; name a path that leads to a list"
                            .formatted(each, map.size() == 1 ? "1 key" : map.size() + " keys"));
        }
        return value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
    }
}
