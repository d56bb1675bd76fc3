package dev.graphiti.migrator.source.weaviate;

import dev.graphiti.migrator.source.SplitSpec;
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
    WeaviateSplit {
        // A plan of before aliases has none.
        names = names == null ? Map.of() : Map.copyOf(names);
    }

    static WeaviateSplit parse(String spec) {
        return SplitSpec.read(spec, WeaviateSplit.class);
    }

    String spec() {
        return SplitSpec.write(this);
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
