package dev.graphiti.migrator.source.weaviate;

import dev.graphiti.migrator.client.HttpFailure;
import dev.graphiti.migrator.source.SourceCount;
import dev.graphiti.migrator.source.SourceCount.Certainty;
import dev.graphiti.migrator.source.SourceCount.Unit;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.weaviate.api.WeaviateApi;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many records the server's own counts say that splits have: the objects of classes and tenants, and the dead letter
 * of each tenant that cannot be read.
 */
record WeaviateCounts(WeaviateApi api, InactiveTenants inactiveTenants) {
    List<SourceCount> of(List<SourceSplit> splits) throws IOException {
        Map<String, Set<Part>> collections = new LinkedHashMap<>();
        for (SourceSplit split : splits) {
            WeaviateSplit spec = WeaviateSplit.parse(split.spec());
            collections
                    .computeIfAbsent(split.collection(), any -> new LinkedHashSet<>())
                    .add(new Part(spec.scope(), !spec.status().isEmpty()));
        }
        List<SourceCount> counts = new ArrayList<>();
        for (Map.Entry<String, Set<Part>> each : collections.entrySet()) {
            try {
                counts.add(new SourceCount(each.getKey(), Unit.RECORDS, count(each.getValue()), Certainty.LIVE));
            } catch (HttpFailure e) {
                counts.add(SourceCount.unknown(each.getKey(), e.sentence()));
            }
        }
        return counts;
    }

    /** A class, or one tenant of it. */
    private record Part(WeaviateApi.Scope scope, boolean inactive) {}

    private long count(Set<Part> parts) throws IOException {
        long count = 0;
        for (Part part : parts) {
            if (!part.inactive) {
                count += api.count(part.scope);
            } else if (inactiveTenants != InactiveTenants.LEAVE_OUT) {
                count++;
            }
        }
        return count;
    }
}
