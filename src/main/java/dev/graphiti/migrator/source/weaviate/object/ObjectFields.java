package dev.graphiti.migrator.source.weaviate.object;

import dev.graphiti.migrator.source.fields.Fields;
import dev.graphiti.migrator.source.weaviate.api.ClassSchema;
import dev.graphiti.migrator.source.weaviate.api.UnreadableObjectException;
import dev.graphiti.migrator.source.weaviate.api.WeaviateObject;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of the objects of one class and tenant.
 *
 * @param tenant empty where the class has none
 * @param vector the named vector that is the record's; null for the one without a name, or the only one
 */
public record ObjectFields(
        ClassSchema schema, String tenant, @Nullable String vector, PropertyReader properties) {
    /** The content of a record: its keys are described in the documentation of this source. */
    public Fields of(WeaviateObject object) throws UnreadableObjectException, IOException {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", object.id());
        fields.put("class", schema.name());
        putUnlessEmpty(fields, "tenant", tenant);
        putTime(fields, "created", object.created());
        putTime(fields, "updated", object.updated());
        putUnlessEmpty(fields, "vector", theVector(object));
        putUnlessEmpty(fields, "vectors", object.vectors());
        fields.put("properties", properties.read(schema.properties(), object.properties()));
        return new Fields(fields);
    }

    private @Nullable Object theVector(WeaviateObject object) {
        if (vector != null) {
            return object.vectors().get(vector);
        }
        if (object.vector() instanceof List<?> unnamed && !unnamed.isEmpty()) {
            return unnamed;
        }
        boolean isOnly = object.vectors().size() == 1 && schema.vectors().size() <= 1;
        Object only = isOnly ? object.vectors().values().iterator().next() : null;
        return only instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Number ? only : null;
    }

    private static void putTime(Map<String, @Nullable Object> fields, String name, @Nullable Long time) {
        if (time != null) {
            fields.put(name, ObjectTime.text(time));
        }
    }

    private static void putUnlessEmpty(Map<String, @Nullable Object> fields, String name, @Nullable Object value) {
        boolean isEmpty = value == null
                || value.equals("")
                || (value instanceof List<?> list && list.isEmpty())
                || (value instanceof Map<?, ?> map && map.isEmpty());
        if (!isEmpty) {
            fields.put(name, value);
        }
    }
}
