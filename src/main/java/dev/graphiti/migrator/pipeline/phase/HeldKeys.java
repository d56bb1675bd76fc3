package dev.graphiti.migrator.pipeline.phase;

import java.util.Iterator;
import java.util.stream.Stream;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;

/**
 * All keys of a keyed state, for a walk that takes long and removes what it has seen. RocksDB walks over a snapshot on disk. A
 * state on the heap cannot be changed during a walk, so its keys are copied.
 */
public final class HeldKeys implements Iterator<String>, AutoCloseable {
    private final Stream<String> stream;
    private final Iterator<String> keys;
    private final KeyGroupRange range;
    private final int maxParallelism;
    private volatile int keyGroup;

    private HeldKeys(Stream<String> stream, KeyGroupRange range, int maxParallelism) {
        this.stream = stream;
        this.keys = stream.iterator();
        this.range = range;
        this.maxParallelism = maxParallelism;
        this.keyGroup = range.getStartKeyGroup();
    }

    /** The keys of a subtask that have an entry in a state, each once. */
    public static HeldKeys of(KeyedStateBackend<String> backend, String state, TaskInfo subtask) {
        Stream<String> keys = backend.getKeys(state, VoidNamespace.INSTANCE);
        int maxParallelism = subtask.getMaxNumberOfParallelSubtasks();
        KeyGroupRange range = KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
                maxParallelism, subtask.getNumberOfParallelSubtasks(), subtask.getIndexOfThisSubtask());
        return new HeldKeys(backend instanceof HeapKeyedStateBackend ? copy(keys) : keys, range, maxParallelism);
    }

    private static Stream<String> copy(Stream<String> keys) {
        try (keys) {
            return keys.toList().stream();
        }
    }

    @Override
    public boolean hasNext() {
        return keys.hasNext();
    }

    @Override
    public String next() {
        String key = keys.next();
        keyGroup = KeyGroupRangeAssignment.assignToKeyGroup(key, maxParallelism);
        return key;
    }

    /** How far the walk is, 0 to 1. Both kinds of state walk by key group. */
    public double share() {
        return (double) (keyGroup - range.getStartKeyGroup()) / range.getNumberOfKeyGroups();
    }

    @Override
    public void close() {
        stream.close();
    }
}
