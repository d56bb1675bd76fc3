package dev.graphiti.migrator.graph.write;

import org.apache.flink.runtime.state.StateInitializationContext;

/** Which checkpoint will cover what a subtask writes now, or a later one in its stead. */
public final class PendingCheckpoint {
    /** Set by the task's thread, read by the writer's. */
    private volatile long next;

    private PendingCheckpoint(long next) {
        this.next = next;
    }

    public static PendingCheckpoint from(StateInitializationContext context) {
        return after(context.getRestoredCheckpointId().orElse(0));
    }

    /** After this checkpoint; 0 where there is none. */
    public static PendingCheckpoint after(long restored) {
        return new PendingCheckpoint(restored + 1);
    }

    long next() {
        return next;
    }

    /** All that was written so far is before the barrier of this checkpoint. */
    public void passed(long checkpoint) {
        next = checkpoint + 1;
    }
}
