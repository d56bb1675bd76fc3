package dev.graphiti.migrator.source.weaviate.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One object as it is stored, whichever way it was read.
 *
 * @param created since 1970 in a unit that its size tells; null where it is not told
 * @param vector the one without a name; null or empty where there is none
 * @param vectors those with names, each a list of numbers or, for models with many vectors, of such lists
 */
public record WeaviateObject(
        String id,
        @Nullable Long created,
        @Nullable Long updated,
        @Nullable Object vector,
        Map<String, @Nullable Object> vectors,
        Map<String, @Nullable Object> properties) {}
