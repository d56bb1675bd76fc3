package dev.graphiti.migrator.source.weaviate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graphiti.migrator.source.weaviate.api.ClassSchema;
import dev.graphiti.migrator.source.weaviate.api.WeaviateApi;
import dev.graphiti.migrator.source.weaviate.range.UuidRange;
import java.util.Map;

/**
 * What there is to read in one piece.
 *
 * @param schema the class as it was when the splits were made
 * @param tenant empty where the class has none
 * @param status of a tenant that cannot be read; else empty
 * @param range of its ids, in the notation of {@link UuidRange#text}
 * @param names what classes are called that the configuration names by an alias, by class
 */
record WeaviateSplit(ClassSchema schema, String tenant, String status, String range, Map<String, String> names) {
    private static final ObjectMapper JSON = new ObjectMapper();

    WeaviateSplit {
        // A plan of before aliases has none.
        names = names == null ? Map.of() : Map.copyOf(names);
    }

    static WeaviateSplit parse(String spec) {
        try {
            return JSON.readValue(spec, WeaviateSplit.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the source state contains a split of another source: " + spec, e);
        }
    }

    String spec() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a split cannot be written: " + this, e);
        }
    }

    UuidRange uuidRange() {
        return UuidRange.parse(range);
    }

    WeaviateApi.Scope scope() {
        return new WeaviateApi.Scope(schema.name(), tenant);
    }

    /** What the class is called in the configuration. */
    String collection() {
        return names.getOrDefault(schema.name(), schema.name());
    }

    /** What is read, in messages. */
    String words() {
        return tenant.isEmpty() ? "class " + schema.name() : "tenant %s of class %s".formatted(tenant, schema.name());
    }
}
