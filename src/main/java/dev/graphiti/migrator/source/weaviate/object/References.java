package dev.graphiti.migrator.source.weaviate.object;

import dev.graphiti.migrator.source.weaviate.api.UnreadableObjectException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the references of an object into maps of {@code collection} and {@code id}, for the mapping to follow.
 *
 * @param names what classes are called that are read under an alias
 */
public record References(ClassFinder finder, Map<String, String> names) {
    private static final String BEACON = "beacon";

    /** Whether a value of a property that the schema does not know can only be a reference. */
    static boolean looksLike(@Nullable Object value) {
        return value instanceof List<?> list
                && !list.isEmpty()
                && list.stream().allMatch(item -> item instanceof Map<?, ?> map && map.containsKey(BEACON));
    }

    List<@Nullable Object> read(String property, List<String> targets, @Nullable Object value)
            throws UnreadableObjectException, IOException {
        List<?> items = value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
        List<@Nullable Object> references = new ArrayList<>(items.size());
        for (Object item : items) {
            if (!(item instanceof Map<?, ?> map) || !(map.get(BEACON) instanceof String text)) {
                throw new UnreadableObjectException("the reference %s contains an invalid value".formatted(property));
            }
            references.add(reference(property, targets, text));
        }
        return references;
    }

    private Map<String, @Nullable Object> reference(String property, List<String> targets, String text)
            throws UnreadableObjectException, IOException {
        Beacon beacon = beacon(property, text);
        String collection = beacon.collection();
        if (collection == null && targets.isEmpty()) {
            throw new UnreadableObjectException(
                    "the reference %s leads to %s, and without a schema its class is unknown"
                            .formatted(property, text));
        }
        if (collection == null) {
            collection = targets.size() == 1 ? targets.get(0) : finder.find(targets, beacon.id());
        }
        Map<String, @Nullable Object> reference = new LinkedHashMap<>(4);
        reference.put("collection", names.getOrDefault(collection, collection));
        reference.put("id", beacon.id());
        return reference;
    }

    private static Beacon beacon(String property, String text) throws UnreadableObjectException {
        try {
            return Beacon.parse(text);
        } catch (IllegalArgumentException e) {
            throw new UnreadableObjectException(
                    "the reference %s cannot be followed: %s".formatted(property, e.getMessage()));
        }
    }
}
