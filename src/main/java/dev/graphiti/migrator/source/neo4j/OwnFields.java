package dev.graphiti.migrator.source.neo4j;

import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.fields.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a record while they are put together: its own properties, and what is none. A property always keeps its
 * name. What is no property has two names:
 *
 * <ul>
 *   <li>one among the properties, for short: {@code _labels} of a node; {@code _type}, {@code source} and {@code target}
 *       of a relationship; {@code _id}, {@code _collection} and {@code _labels} in each of these two, by which the
 *       node's own record is found. Where a property has that name, ours has an underscore more in front.
 *   <li>one after an {@code @}, which only what the source says of a record has: {@code labels}; {@code type},
 *       {@code start}, {@code start-id}, {@code start-collection}, {@code start-labels}, and the same of {@code end}.
 * </ul>
 */
final class OwnFields {
    /** What an end of a relationship is besides its properties. */
    record End(String id, String collection, List<String> labels) {}

    private final Map<String, @Nullable Object> fields;
    private final Map<String, @Nullable Object> about = new LinkedHashMap<>();
    private final List<String> taken = new ArrayList<>(0);

    OwnFields(Map<String, @Nullable Object> properties) {
        this.fields = properties;
    }

    /** Adds what is no property, among the properties. */
    void add(String name, Object value) {
        add(fields, "", name, value);
    }

    /** Adds it by the name that it has after an {@code @}. */
    void tell(String name, Object value) {
        about.put(name, value);
        if (fields.containsKey("@" + name)) {
            taken.add("@" + name);
        }
    }

    /**
     * Adds the node at which a relationship starts, or ends.
     *
     * @param name among the properties
     * @param side its name after an {@code @}
     */
    void addEnd(String name, String side, Map<String, @Nullable Object> properties, End end) {
        // Of a property that is asked for and not there, the server sends null.
        properties.values().removeIf(value -> value == null);
        String prefix = name + ".";
        add(properties, prefix, "_id", end.id());
        add(properties, prefix, "_collection", end.collection());
        add(properties, prefix, "_labels", end.labels());
        if (fields.keySet().stream().anyMatch(key -> key.startsWith(prefix))) {
            // A name with a dot in it wins over the path that it would be.
            taken.add(name);
        }
        add(name, properties);
        tell(side, properties);
        tell(side + "-id", end.id());
        tell(side + "-collection", end.collection());
        tell(side + "-labels", end.labels());
    }

    private void add(Map<String, @Nullable Object> map, String prefix, String name, Object value) {
        String free = name;
        while (map.containsKey(free)) {
            free = "_" + free;
        }
        if (!free.equals(name)) {
            taken.add(prefix + name);
        }
        map.put(free, value);
    }

    Fields fields() {
        return new Fields(fields);
    }

    Fields about() {
        if (!taken.isEmpty()) {
            about.put(SourceRecord.RESERVED_NAMES, List.copyOf(taken));
        }
        return new Fields(about);
    }
}
