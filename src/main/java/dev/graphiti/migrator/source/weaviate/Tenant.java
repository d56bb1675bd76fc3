package dev.graphiti.migrator.source.weaviate;

import java.util.Set;

/**
 * A tenant of a class.
 *
 * @param status as the server calls it
 */
record Tenant(String name, String status) {
    private static final Set<String> READABLE = Set.of("ACTIVE", "HOT");

    boolean isActive() {
        return READABLE.contains(status);
    }
}
