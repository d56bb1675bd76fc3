package dev.graphiti.migrator.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.source.SourceRecord;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;

/**
 * Opens the {@link Gate} once a checkpoint holds records of a split that waits there, and fails, once, on a record that
 * comes then. So the job is restored in the middle of a split, however many records come in a batch or in a second.
 */
final class FailingOnceBehindTheGate extends RichMapFunction<SourceRecord, String>
        implements CheckpointedFunction, CheckpointListener {
    private static final AtomicBoolean FAILED = new AtomicBoolean();
    private static final Set<RecordOrigin> BEFORE = ConcurrentHashMap.newKeySet();
    private static final Set<RecordOrigin> AFTERWARDS = ConcurrentHashMap.newKeySet();

    private final Naming naming;
    private final HashSet<String> splits = new HashSet<>();
    private final HashSet<Long> inTheMiddle = new HashSet<>();

    FailingOnceBehindTheGate(Naming naming) {
        this.naming = naming;
    }

    static void reset() {
        FAILED.set(false);
        BEFORE.clear();
        AFTERWARDS.clear();
    }

    static void assertResumedInTheMiddleOfASplit() {
        assertThat(FAILED)
                .as("a split was long enough to be interrupted, and the job failed")
                .isTrue();
        assertThat(BEFORE)
                .as("what was read before the failure and is not read again, of splits that were interrupted")
                .anyMatch(record -> Gate.hasHeld(Set.of(record.split())) && !AFTERWARDS.contains(record));
    }

    @Override
    public String map(SourceRecord record) {
        boolean first = getRuntimeContext().getTaskInfo().getAttemptNumber() == 0;
        if (first && Gate.isOpen() && FAILED.compareAndSet(false, true)) {
            throw new IllegalStateException("fails on purpose");
        }
        splits.add(record.origin().split());
        (first ? BEFORE : AFTERWARDS).add(record.origin());
        return naming.apply(record);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
        if (Gate.hasHeld(splits)) {
            inTheMiddle.add(context.getCheckpointId());
        }
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {
        // It remembers for the test only.
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
        if (inTheMiddle.contains(checkpointId)) {
            Gate.open();
        }
    }
}
