package dev.graphiti.migrator.graph.write;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.TreeMap;
import org.neo4j.driver.Value;

/** The properties of a stored element as JSON text, for the ledger; whatever is not JSON's own stands as text. */
final class PropertiesJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PropertiesJson() {}

    static String of(Value properties) {
        TreeMap<String, Object> sorted = new TreeMap<>();
        properties.asMap(PropertiesJson::plain).forEach(sorted::put);
        try {
            return JSON.writeValueAsString(sorted);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain values are always JSON", e);
        }
    }

    private static Object plain(Value value) {
        return switch (value.type().name()) {
            case "STRING", "INTEGER", "FLOAT", "BOOLEAN" -> value.asObject();
            case "LIST OF ANY?", "LIST" -> value.asList(PropertiesJson::plain);
            default -> value.toString();
        };
    }
}
