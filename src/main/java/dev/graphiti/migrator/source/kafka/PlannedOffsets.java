package dev.graphiti.migrator.source.kafka;

import dev.graphiti.migrator.source.FrozenSplits;
import dev.graphiti.migrator.source.SourceSplit;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.TopicPartition;

/**
 * The offsets of a run's frozen plan. A partition that came after the plan was made is no part of it: it starts where it
 * ends.
 */
record PlannedOffsets(FrozenSplits plan) implements Serializable {
    Map<TopicPartition, Long> starts(Collection<TopicPartition> partitions) {
        return offsets(partitions, PartitionRange::start);
    }

    /** An end before its start would be no end to the connector. */
    Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        return offsets(partitions, range -> Math.max(range.start(), range.end()));
    }

    private Map<TopicPartition, Long> offsets(
            Collection<TopicPartition> partitions, ToLongFunction<PartitionRange> of) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        partitions.forEach(partition -> offsets.put(partition, 0L));
        for (SourceSplit split : splits()) {
            PartitionRange range = PartitionRange.parse(split.spec());
            offsets.computeIfPresent(
                    new TopicPartition(split.collection(), range.partition()), (partition, none) -> of.applyAsLong(range));
        }
        return offsets;
    }

    private Iterable<SourceSplit> splits() {
        try {
            return plan.splits();
        } catch (IOException e) {
            throw new UncheckedIOException("the plan of the run cannot be read", e);
        }
    }
}
