package dev.graphiti.migrator.ledger.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;

/** How one kind of row stands in a JSON Lines file: what {@code read} makes of what {@code write} wrote is the same. */
public interface RowFormat<T> extends Serializable {
    void write(T row, JsonLine line);

    /**
     * Makes a row again of what stands in the file.
     *
     * @throws IllegalArgumentException where a key is missing, with the key
     */
    T read(JsonNode json);

    static String text(JsonNode json, String key) {
        JsonNode value = json.get(key);
        if (value == null || !value.isTextual()) {
            throw new IllegalArgumentException("it has no text '" + key + "'");
        }
        return value.textValue();
    }

    /** A value that is JSON itself, as {@link JsonLine#json} wrote it. */
    static String json(JsonNode json, String key) {
        JsonNode value = json.get(key);
        if (value == null) {
            throw new IllegalArgumentException("it has no value '" + key + "'");
        }
        return JsonLinesReader.text(value);
    }

    static long number(JsonNode json, String key) {
        JsonNode value = json.get(key);
        if (value == null || !value.canConvertToLong()) {
            throw new IllegalArgumentException("it has no whole number '" + key + "'");
        }
        return value.longValue();
    }
}
