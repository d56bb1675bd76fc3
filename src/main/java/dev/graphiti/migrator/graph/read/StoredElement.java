package dev.graphiti.migrator.graph.read;

import dev.graphiti.migrator.model.ElementKind;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An element as Neo4j holds it.
 *
 * @param id the element id of Neo4j; another one after a copy or a restore
 * @param labels of a node other than its kind, sorted; empty for a relationship
 * @param properties with the types that the driver gives them, in the order of their names; an array may be
 *     in place of a list. A tree map is not copied, so the caller must not change it later.
 * @param ends of a relationship; null of a node
 */
public record StoredElement(
        ElementKind kind,
        String id,
        List<String> labels,
        Map<String, Object> properties,
        @Nullable Ends ends) {
    /**
     * The uuids of the nodes where a relationship starts and ends, whatever their type; null where a node has none.
     */
    public record Ends(@Nullable Object source, @Nullable Object target) {}

    private static final int BYTES = 400;
    private static final int BYTES_OF_NUMBER = 24;

    public StoredElement {
        if (kind.isNode() != (ends == null)) {
            throw new IllegalArgumentException("%s %s %s ends".formatted(kind, id, ends == null ? "without" : "with"));
        }
        labels = labels.size() < 2
                ? List.copyOf(labels)
                : labels.stream().sorted().toList();
        properties = Collections.unmodifiableMap(
                properties instanceof TreeMap<String, Object> sorted && sorted.comparator() == null
                        ? sorted
                        : new TreeMap<>(properties));
    }

    /** Empty if the element has no uuid, or one that is not a text: Graphiti cannot read it. */
    public String uuid() {
        return text("uuid");
    }

    /** Empty if the element has no group, or one that is not a text. */
    public String groupId() {
        return text("group_id");
    }

    private String text(String property) {
        return properties.get(property) instanceof String text ? text : "";
    }

    /** About how many bytes it takes in memory. */
    long size() {
        return BYTES
                + properties.values().stream().mapToLong(StoredElement::size).sum();
    }

    private static long size(Object value) {
        if (value instanceof String text) {
            return BYTES_OF_NUMBER + 2L * text.length();
        }
        if (value instanceof byte[] bytes) {
            return bytes.length;
        }
        if (value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof String) {
            return list.stream().mapToLong(StoredElement::size).sum();
        }
        return (long) BYTES_OF_NUMBER * (value instanceof List<?> list ? list.size() : 1);
    }
}
