package dev.graphiti.migrator.graph.write;

import org.apache.flink.runtime.state.StateInitializationContext;

/** Which checkpoint will cover what a subtask writes now, or a later one in its stead. */
public final class Coverage {
    /** Set by the task's thread, read by the writer's. */
    private volatile long next;

    private Coverage(long next) {
        this.next = next;
    }

    public static Coverage from(StateInitializationContext context) {
        return after(context.getRestoredCheckpointId().orElse(0));
    }

    /** After this checkpoint; 0 where there is none. */
    public static Coverage after(long restored) {
        return new Coverage(restored + 1);
    }

    long next() {
        return next;
    }

    /** All that was written so far is before the barrier of this checkpoint. */
    public void passed(long checkpoint) {
        next = checkpoint + 1;
    }
}
