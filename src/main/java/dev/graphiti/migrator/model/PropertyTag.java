package dev.graphiti.migrator.model;

import java.util.Map;

/**
 * Marks the property values that JSON has no form for: an object of one key, which names the
 * type, and a value. No property is an object itself, so none can be mistaken for one. A key never changes its meaning.
 */
public enum PropertyTag {
    /** ISO text, as are all times. */
    DATE("$date"),
    TIME("$time"),
    LOCAL_TIME("$localtime"),
    DATE_TIME("$datetime"),
    LOCAL_DATE_TIME("$localdatetime"),
    /** Months, days, seconds, nanoseconds. */
    DURATION("$duration"),
    /** SRID, x, y and where there is one z. */
    POINT("$point"),
    /** Base64. */
    BYTES("$bytes"),
    /** A number that is not finite, as Java writes it. */
    FLOAT("$float"),
    /** Base64 of big-endian 32-bit floats: a list of floats that are such numbers. */
    FLOATS("$floats"),
    /** The type of the numbers, as Java names it, and a list of them: a value of Neo4j's vector type. */
    VECTOR("$vector");

    private final String key;

    PropertyTag(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }

    /** The value with the mark on it. */
    public Map<String, Object> mark(Object value) {
        return Map.of(key, value);
    }
}
