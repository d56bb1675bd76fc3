package dev.graphiti.migrator.testing;

import dev.graphiti.migrator.source.SourceRecord;
import java.io.Serializable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;

/**
 * Opens the gate of a {@link GatedSource} when a checkpoint holds some of what was before it, and fails, once, on a
 * record that comes then.
 */
public final class FailingOnceBehindTheGate extends RichMapFunction<SourceRecord, String>
        implements CheckpointListener {
    private static final AtomicLong SEEN = new AtomicLong();
    private static final AtomicBoolean FAILED = new AtomicBoolean();

    private final Naming naming;
    private long checkpointsWithRecords;

    /** What a record becomes. */
    @FunctionalInterface
    public interface Naming extends Function<SourceRecord, String>, Serializable {}

    public FailingOnceBehindTheGate(Naming naming) {
        this.naming = naming;
    }

    public static void reset() {
        SEEN.set(0);
        FAILED.set(false);
    }

    public static boolean hasFailed() {
        return FAILED.get();
    }

    @Override
    public String map(SourceRecord record) {
        SEEN.incrementAndGet();
        if (GatedSource.isOpen() && FAILED.compareAndSet(false, true)) {
            throw new IllegalStateException("fails on purpose");
        }
        return naming.apply(record);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
        // Two, since the first may have begun before the records came.
        if (SEEN.get() > 0 && GatedSource.isWaitedFor() && ++checkpointsWithRecords > 1) {
            GatedSource.open();
        }
    }
}
