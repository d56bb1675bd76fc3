package dev.graphiti.migrator.source.weaviate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** An object as text, for the dead letter that it becomes. */
final class RawObject {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 4_096;

    private RawObject() {}

    /** Its properties, cut; vectors would only fill it. */
    static String text(WeaviateObject object) {
        try {
            String text = JSON.writeValueAsString(object.properties());
            return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        } catch (JsonProcessingException e) {
            return object.id();
        }
    }
}
