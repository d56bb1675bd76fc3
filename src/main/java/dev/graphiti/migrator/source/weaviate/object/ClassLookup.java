package dev.graphiti.migrator.source.weaviate.object;

import dev.graphiti.migrator.source.weaviate.api.WeaviateApi;
import java.io.IOException;
import java.util.List;

/** Asks the server which of several classes holds an object. */
public record ClassLookup(WeaviateApi api, String tenant) implements ClassFinder {
    @Override
    public String find(List<String> candidates, String id) throws IOException {
        for (String candidate : candidates) {
            // Of a class with tenants, references lead to the same tenant or to a class without any.
            if (api.exists(new WeaviateApi.Scope(candidate, ""), id)
                    || (!tenant.isEmpty() && api.exists(new WeaviateApi.Scope(candidate, tenant), id))) {
                return candidate;
            }
        }
        return candidates.get(0);
    }
}
