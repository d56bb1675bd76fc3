package dev.graphiti.migrator.source.pinecone;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.source.SourceCount;
import dev.graphiti.migrator.source.SourceCount.Certainty;
import dev.graphiti.migrator.source.SourceCount.Unit;
import dev.graphiti.migrator.source.SourceSplit;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How many records the statistics of the index say that its namespaces hold, also a namespace of which there is no split.
 * They follow late what is written, so a namespace that they say to be empty is one that they do not count.
 */
record PineconeCounts(PineconeOptions options, PineconeClient client) {
    List<SourceCount> of(List<SourceSplit> splits) throws IOException {
        if (splits.isEmpty()) {
            return List.of();
        }
        if (!options.idFiles().isEmpty() || !options.prefixes().isEmpty()) {
            return notCounted("only some of its ids are read, and its statistics count whole namespaces");
        }
        try {
            return of(
                    splits,
                    client.namespacesOfStatistics(URI.create(spec(splits.get(0)).host())));
        } catch (MigratorException e) {
            return notCounted(String.valueOf(e.getMessage()));
        }
    }

    private List<SourceCount> of(List<SourceSplit> splits, List<Namespace> statistics) {
        Map<String, Long> counted = new TreeMap<>();
        for (Namespace each : statistics) {
            if (options.namespaces().isEmpty() || options.namespaces().contains(each.name())) {
                counted.merge(options.collectionOf(each.name()), each.records(), Long::sum);
            }
        }
        Set<String> missing = new HashSet<>();
        splits.forEach(split -> missing.add(spec(split).namespace()));
        statistics.stream().filter(each -> each.records() > 0).forEach(each -> missing.remove(each.name()));
        Map<String, String> unknown = new TreeMap<>();
        for (String namespace : missing) {
            String collection = options.collectionOf(namespace);
            counted.remove(collection);
            unknown.put(
                    collection,
                    "the statistics of index %s do not count namespace '%s' yet".formatted(options.name(), namespace));
        }
        List<SourceCount> counts = new ArrayList<>();
        counted.forEach((collection, records) -> {
            if (records > 0) {
                counts.add(new SourceCount(collection, Unit.RECORDS, records, Certainty.LAGGING));
            }
        });
        unknown.forEach((collection, reason) -> counts.add(SourceCount.unknown(collection, reason)));
        return counts;
    }

    private static PineconeSplit spec(SourceSplit split) {
        return PineconeSplit.parse(split.spec());
    }

    private static List<SourceCount> notCounted(String reason) {
        return List.of(SourceCount.unknown(SourceCount.ALL_OTHERS, reason));
    }
}
