package dev.graphiti.migrator.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What a source needs to open a split, as the JSON text of a record. */
public final class SplitSpec {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SplitSpec() {}

    public static String write(Record spec) {
        try {
            return JSON.writeValueAsString(spec);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a split cannot be written: " + spec, e);
        }
    }

    /**
     * What {@link #write} wrote.
     *
     * @throws IllegalArgumentException if it is the split of another source
     */
    public static <T extends Record> T read(String spec, Class<T> type) {
        try {
            return JSON.readValue(spec, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the source state contains a split of another source: " + spec, e);
        }
    }
}
