package dev.graphiti.migrator.source.weaviate.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.graphiti.migrator.source.fields.Fields;
import dev.graphiti.migrator.source.fields.JsonFields;
import dev.graphiti.migrator.source.weaviate.api.PageParser;
import dev.graphiti.migrator.source.weaviate.api.UnreadableObjectException;
import dev.graphiti.migrator.source.weaviate.api.UuidOrder;
import dev.graphiti.migrator.source.weaviate.api.WeaviateObject;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes an object of a row of an export, whose JSON columns are what the server itself would answer. */
final class ExportRow {
    private static final JsonFactory FACTORY = PageParser.FACTORY;

    private ExportRow() {}

    static WeaviateObject object(Fields row) throws UnreadableObjectException {
        Map<String, @Nullable Object> vectors = new LinkedHashMap<>(json(row, "named_vectors"));
        vectors.putAll(json(row, "multi_vectors"));
        try {
            return new WeaviateObject(
                    UuidOrder.canonical(String.valueOf(row.at("id"))),
                    row.at("creation_time") instanceof Long created ? created : null,
                    row.at("update_time") instanceof Long updated ? updated : null,
                    row.at("vector"),
                    vectors,
                    json(row, "properties"));
        } catch (IllegalArgumentException e) {
            throw new UnreadableObjectException(String.valueOf(e.getMessage()));
        }
    }

    @SuppressWarnings("unchecked") // JsonFields makes no others.
    private static Map<String, @Nullable Object> json(Fields row, String column) throws UnreadableObjectException {
        if (!(row.at(column) instanceof String text) || text.isBlank()) {
            return Map.of();
        }
        try (JsonParser json = FACTORY.createParser(text)) {
            json.nextToken();
            Object value = new JsonFields().value(json);
            return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
        } catch (IOException e) {
            throw new UnreadableObjectException("its column %s is not JSON".formatted(column));
        }
    }
}
