package dev.graphiti.migrator.neo4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/**
 * What an element had before a run changed it.
 *
 * @param labels of a node other than its kind; empty for a relationship
 * @param properties with the types that the driver gives them, the vector included
 */
public record FormerValue(List<String> labels, NavigableMap<String, Object> properties) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public FormerValue {
        labels = List.copyOf(labels);
    }

    /** One JSON object, as a row of the ledger has it. */
    public static String json(List<String> labels, Map<String, ?> properties) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("labels", labels);
        json.put("properties", TypedProperties.plain(properties));
        return TypedProperties.text(json);
    }

    /**
     * What {@link #json} made.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static FormerValue read(String json) {
        try {
            if (JSON.readValue(json, Object.class) instanceof Map<?, ?> map
                    && map.get("labels") instanceof List<?> labels
                    && map.get("properties") instanceof Map<?, ?> properties) {
                return new FormerValue(
                        labels.stream().map(String::valueOf).toList(), TypedProperties.typed(properties));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the former value is not a JSON object", e);
        }
        throw new IllegalArgumentException("the former value has no labels or properties");
    }
}
