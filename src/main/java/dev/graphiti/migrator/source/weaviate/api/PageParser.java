package dev.graphiti.migrator.source.weaviate.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.graphiti.migrator.source.fields.JsonFields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a list of objects as the server answers it. */
public final class PageParser {
    public static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(1 << 30)
                    .maxNestingDepth(500)
                    .build())
            .build();

    private PageParser() {}

    /**
     * Reads a page of objects.
     *
     * @throws IOException if the bytes are not such a list, or only a part of it
     */
    public static List<WeaviateObject> parse(byte[] answer) throws IOException {
        try (JsonParser json = FACTORY.createParser(answer)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("it is not a JSON object");
            }
            JsonFields fields = new JsonFields();
            List<WeaviateObject> objects = null;
            for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
                json.nextToken();
                if (key.equals("objects")) {
                    objects = objects(json, fields);
                } else {
                    json.skipChildren();
                }
            }
            if (objects == null) {
                throw new IOException("it holds no objects");
            }
            return objects;
        }
    }

    private static List<WeaviateObject> objects(JsonParser json, JsonFields fields) throws IOException {
        List<WeaviateObject> objects = new ArrayList<>();
        if (!(fields.value(json) instanceof List<?> list)) {
            throw new IOException("its objects are not a list");
        }
        for (Object item : list) {
            objects.add(object(item));
        }
        return objects;
    }

    private static WeaviateObject object(@Nullable Object item) throws IOException {
        if (!(item instanceof Map<?, ?> map) || !(map.get("id") instanceof String id)) {
            throw new IOException("one of its objects has no id");
        }
        try {
            return new WeaviateObject(
                    UuidOrder.canonical(id),
                    map.get("creationTimeUnix") instanceof Long created ? created : null,
                    map.get("lastUpdateTimeUnix") instanceof Long updated ? updated : null,
                    map.get("vector"),
                    inside(map, "vectors"),
                    inside(map, "properties"));
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @SuppressWarnings("unchecked") // JsonFields makes no others.
    private static Map<String, @Nullable Object> inside(Map<?, ?> object, String key) {
        return object.get(key) instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }
}
