package dev.graphiti.migrator.model;

import java.io.Serializable;

/**
 * The extra properties of an entity or a fact as one JSON object, whose values are strings, numbers, booleans or
 * lists of one of these; no nulls, no maps. Text, because Flink serializes a map of mixed values with Kryo only.
 */
public record Attributes(String json) implements Serializable {
    public static final Attributes NONE = new Attributes("{}");

    public boolean isEmpty() {
        return json.equals(NONE.json);
    }
}
