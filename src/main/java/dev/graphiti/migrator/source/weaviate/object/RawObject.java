package dev.graphiti.migrator.source.weaviate.object;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.source.weaviate.api.WeaviateObject;
import dev.graphiti.migrator.text.Formats;

/** An object as text, for the dead letter that it becomes. */
public final class RawObject {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RawObject() {}

    /** Its properties, cut; vectors would only fill it. */
    public static String text(WeaviateObject object) {
        try {
            return Formats.shortened(JSON.writeValueAsString(object.properties()), DeadLetter.LONGEST_RAW);
        } catch (JsonProcessingException e) {
            return object.id();
        }
    }
}
