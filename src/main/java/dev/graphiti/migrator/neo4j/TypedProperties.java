package dev.graphiti.migrator.neo4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * All properties of an element as one JSON object with the names in their order. Equal properties give equal texts, and
 * every type of Neo4j's comes back as it was ({@link TypedValue}).
 */
public final class TypedProperties {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TypedProperties() {}

    /** The JSON of properties with the types that the driver gives them. */
    public static String write(Map<String, ?> properties) {
        return text(plain(properties));
    }

    static Map<String, Object> plain(Map<String, ?> properties) {
        Map<String, Object> sorted = new TreeMap<>();
        properties.forEach((name, value) -> sorted.put(name, TypedValue.plain(value)));
        return sorted;
    }

    static String text(Map<String, Object> plain) {
        try {
            return JSON.writeValueAsString(plain);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain values are always JSON", e);
        }
    }

    /**
     * What {@link #write} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static NavigableMap<String, Object> read(String json) {
        try {
            return typed(JSON.readValue(json, Object.class));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the properties are not a JSON object", e);
        }
    }

    /** The properties whose plain values, with a tag where JSON has no form for them, these are. */
    public static NavigableMap<String, Object> typed(Object plain) {
        if (!(plain instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("the properties are not a JSON object");
        }
        NavigableMap<String, Object> properties = new TreeMap<>();
        try {
            map.forEach((name, value) -> properties.put(String.valueOf(name), TypedValue.typed(value)));
        } catch (ClassCastException | DateTimeException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("a property value is not of its type: " + e.getMessage(), e);
        }
        return properties;
    }
}
