package dev.graphiti.migrator.source.pinecone;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.source.SourceCount;
import dev.graphiti.migrator.source.SourceCount.Certainty;
import dev.graphiti.migrator.source.SourceCount.Unit;
import dev.graphiti.migrator.source.SourceSplit;
import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many records the statistics of the index say that its namespaces hold, also a namespace of which there is no split.
 * They follow late what is written, so a namespace that they say to be empty is one that they do not count.
 */
record PineconeCounts(PineconeOptions options, PineconeClient client) {
    private static final Logger LOG = LoggerFactory.getLogger(PineconeCounts.class);

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
        for (String namespace : missing) {
            LOG.warn(
                    "The records of namespace '{}' of index {} are not counted: its statistics do not count them yet",
                    namespace,
                    options.name());
            counted.remove(options.collectionOf(namespace));
        }
        return counted.entrySet().stream()
                .filter(each -> each.getValue() > 0)
                .map(each -> new SourceCount(each.getKey(), Unit.RECORDS, each.getValue(), Certainty.LAGGING))
                .toList();
    }

    private static PineconeSplit spec(SourceSplit split) {
        return PineconeSplit.parse(split.spec());
    }

    private List<SourceCount> notCounted(String reason) {
        LOG.warn("The records of index {} are not counted: {}", options.name(), reason);
        return List.of();
    }
}
