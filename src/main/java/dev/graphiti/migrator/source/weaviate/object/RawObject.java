package dev.graphiti.migrator.source.weaviate.object;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graphiti.migrator.source.weaviate.api.WeaviateObject;

/** An object as text, for the dead letter that it becomes. */
public final class RawObject {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 4_096;

    private RawObject() {}

    /** Its properties, cut; vectors would only fill it. */
    public static String text(WeaviateObject object) {
        try {
            String text = JSON.writeValueAsString(object.properties());
            return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        } catch (JsonProcessingException e) {
            return object.id();
        }
    }
}
