package dev.graphiti.migrator.graph;

import org.apache.flink.runtime.state.StateInitializationContext;

/** Which checkpoint a subtask goes on from, and which one will cover what it writes now. */
final class Coverage {
    private final long restored;
    /** Set by the task's thread, read by the writer's. */
    private volatile long next;

    private Coverage(long restored) {
        this.restored = restored;
        this.next = restored + 1;
    }

    static Coverage from(StateInitializationContext context) {
        return after(context.getRestoredCheckpointId().orElse(0));
    }

    /** After this checkpoint; 0 where there is none. */
    static Coverage after(long restored) {
        return new Coverage(restored);
    }

    long restored() {
        return restored;
    }

    long next() {
        return next;
    }

    /** All that was written so far is before the barrier of this checkpoint. */
    void passed(long checkpoint) {
        next = checkpoint + 1;
    }
}
