package dev.graphiti.migrator.source;

import java.util.List;

/**
 * What a source finds when it is asked for its splits.
 *
 * @param splits disjoint units of work that together cover the source, in a stable order
 * @param passedOver what stands among them and is not read; empty where everything is
 */
public record Survey(List<SourceSplit> splits, List<PassedOver> passedOver) {
    public Survey {
        splits = List.copyOf(splits);
        passedOver = List.copyOf(passedOver);
    }
}
