package dev.graphiti.migrator.source.kafka;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.jspecify.annotations.Nullable;

/**
 * Deals out what no reader had when a run that reads until now was interrupted. The connector's own enumerator would look
 * for partitions once more: new ones would be read though they were not there, and where it finds none it never tells
 * the readers that they have all, so that the job does not end.
 */
final class FrozenPartitionsEnumerator implements SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> {
    private final SplitEnumeratorContext<KafkaPartitionSplit> context;
    private final Set<KafkaPartitionSplit> assigned;
    private final Map<Integer, List<KafkaPartitionSplit>> waiting = new HashMap<>();

    FrozenPartitionsEnumerator(SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState state) {
        this.context = context;
        this.assigned = new HashSet<>(state.assignedSplits());
        int subtask = 0;
        for (KafkaPartitionSplit split : state.unassignedSplits()) {
            waitFor(subtask++ % context.currentParallelism(), split);
        }
    }

    private void waitFor(int subtask, KafkaPartitionSplit split) {
        waiting.computeIfAbsent(subtask, each -> new ArrayList<>()).add(split);
    }

    @Override
    public void start() {
        // Readers come by themselves.
    }

    @Override
    public void addReader(int subtask) {
        List<KafkaPartitionSplit> splits = waiting.remove(subtask);
        if (splits != null) {
            for (KafkaPartitionSplit split : splits) {
                context.assignSplit(split, subtask);
                assigned.add(split);
            }
        }
        context.signalNoMoreSplits(subtask);
    }

    @Override
    public void addSplitsBack(List<KafkaPartitionSplit> splits, int subtask) {
        // The subtask has failed; its successor gets them when it comes.
        for (KafkaPartitionSplit split : splits) {
            assigned.remove(split);
            waitFor(subtask, split);
        }
    }

    @Override
    public void handleSplitRequest(int subtask, @Nullable String hostname) {
        // Nobody asks: each gets all that is its own at once.
    }

    @Override
    public KafkaSourceEnumState snapshotState(long checkpointId) {
        List<KafkaPartitionSplit> unassigned =
                waiting.values().stream().flatMap(List::stream).toList();
        return new KafkaSourceEnumState(assigned, unassigned, true);
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
