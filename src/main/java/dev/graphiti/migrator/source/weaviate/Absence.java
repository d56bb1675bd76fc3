package dev.graphiti.migrator.source.weaviate;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out why a class or a tenant that was there can no longer be read. */
record Absence(WeaviateApi api, WeaviateSplit split) {
    /** What has happened to it, in a few words; null when it is still there and as it was. */
    @Nullable
    String reason() throws IOException {
        ClassSchema before = split.schema();
        ClassSchema now = api.find(before.name()).orElse(null);
        if (now == null) {
            return "class %s was deleted".formatted(before.name());
        }
        String difference = before.differenceIn(now);
        if (difference != null) {
            return "class %s has changed: %s".formatted(before.name(), difference);
        }
        return split.tenant().isEmpty() ? null : tenantReason(api.tenants(before.name()));
    }

    private @Nullable String tenantReason(List<Tenant> tenants) {
        for (Tenant tenant : tenants) {
            if (tenant.name().equals(split.tenant())) {
                return tenant.isActive()
                        ? null
                        : "%s became %s".formatted(split.words(), tenant.status());
            }
        }
        return split.words() + " was deleted";
    }
}
