package dev.graphiti.migrator.source.weaviate.object;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graphiti.migrator.source.weaviate.api.WeaviateObject;

/** An object as text, for the dead letter that it becomes. */
public final class RawObject {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RawObject() {}

    /** Its properties; vectors would only fill it. */
    public static String text(WeaviateObject object) {
        try {
            return JSON.writeValueAsString(object.properties());
        } catch (JsonProcessingException e) {
            return object.id();
        }
    }
}
