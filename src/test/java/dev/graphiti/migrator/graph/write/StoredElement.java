package dev.graphiti.migrator.graph.write;

import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.Embedding;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An element as a query of the graph returns it: by its content hash one can tell whether the ledger speaks of it. */
public final class StoredElement {
    private StoredElement() {}

    /**
     * What the ledger may say of it: one thing if the run has made it, another if it is a copy, whose times have zones.
     *
     * @param names its labels, or its type
     * @param ends the uuids where an edge starts and ends; none of a node
     */
    public static Set<String> contentHashes(List<String> names, Map<?, ?> properties, List<String> ends) {
        TreeMap<String, Object> made = new TreeMap<>();
        TreeMap<String, Object> copied = new TreeMap<>();
        properties.forEach((name, value) -> {
            made.put(String.valueOf(name), value instanceof ZonedDateTime time ? time.toOffsetDateTime() : value);
            copied.put(String.valueOf(name), value);
        });
        Set<String> hashes = new HashSet<>();
        hashes.add(contentHash(names, made, ends));
        hashes.add(contentHash(names, copied, ends));
        return hashes;
    }

    private static String contentHash(List<String> names, NavigableMap<String, Object> properties, List<String> ends) {
        ElementKind kind = Arrays.stream(ElementKind.values())
                .filter(each -> names.contains(each.graphName()))
                .findFirst()
                .orElseThrow();
        Object vector = kind.vectorProperty() == null ? null : properties.remove(kind.vectorProperty());
        return new ContentHash()
                .of(new ElementRow(
                        kind,
                        String.valueOf(properties.get("uuid")),
                        names.stream()
                                .filter(name -> !name.equals(kind.graphName()))
                                .toList(),
                        properties,
                        embedding(vector),
                        ends.isEmpty() ? null : ends.get(0),
                        ends.isEmpty() ? null : ends.get(1)));
    }

    private static @Nullable Embedding embedding(@Nullable Object vector) {
        if (!(vector instanceof List<?> numbers)) {
            return null;
        }
        float[] values = new float[numbers.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = ((Number) numbers.get(i)).floatValue();
        }
        return new Embedding(values);
    }
}
