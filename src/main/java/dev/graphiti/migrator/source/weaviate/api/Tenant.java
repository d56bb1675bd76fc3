package dev.graphiti.migrator.source.weaviate.api;

import java.util.Set;

/**
 * A tenant of a class.
 *
 * @param status as the server calls it
 */
public record Tenant(String name, String status) {
    private static final Set<String> READABLE = Set.of("ACTIVE", "HOT");

    public boolean isActive() {
        return READABLE.contains(status);
    }
}
