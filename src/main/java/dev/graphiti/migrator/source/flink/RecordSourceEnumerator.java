package dev.graphiti.migrator.source.flink;

import dev.graphiti.migrator.flink.NonRetryable;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.source.SourceSplit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;

/** Asks for the splits of the plan once, and hands them out, one to each reader that asks. */
final class RecordSourceEnumerator implements SplitEnumerator<RecordSourceSplit, EnumeratorState> {
    private final FrozenSplits frozen;
    private final SplitEnumeratorContext<RecordSourceSplit> context;
    private final Deque<RecordSourceSplit> unassigned = new ArrayDeque<>();
    private final Set<Integer> waiting = new LinkedHashSet<>();
    private final AtomicLong sourceSize = new AtomicLong();
    private final AtomicLong sourceUnassigned = new AtomicLong();
    private EnumeratorState plan = EnumeratorState.NOT_MADE;

    RecordSourceEnumerator(
            FrozenSplits frozen, SplitEnumeratorContext<RecordSourceSplit> context, EnumeratorState restored) {
        this.frozen = frozen;
        this.context = context;
        adopt(restored);
    }

    @Override
    public void start() {
        context.metricGroup().gauge("sourceSize", sourceSize::get);
        context.metricGroup().gauge("sourceUnassigned", sourceUnassigned::get);
        context.metricGroup().setUnassignedSplitsGauge(() -> (long) unassigned.size());
        if (!plan.made()) {
            context.callAsync(frozen::splits, this::freeze);
        }
    }

    private void freeze(List<SourceSplit> splits, @Nullable Throwable failure) {
        if (failure instanceof MigratorException known) {
            // Only the user can fix it, so trying again would only hide the message.
            throw NonRetryable.because(known);
        }
        if (failure != null) {
            throw new FlinkRuntimeException("the source cannot plan its splits: " + failure.getMessage(), failure);
        }
        adopt(EnumeratorState.of(splits));
        waiting.forEach(this::serve);
        waiting.clear();
    }

    private void adopt(EnumeratorState newPlan) {
        plan = newPlan;
        unassigned.addAll(newPlan.unassigned());
        sourceSize.set(newPlan.size());
        sourceUnassigned.set(newPlan.unassigned().stream()
                .mapToLong(RecordSourceSplit::remaining)
                .sum());
    }

    @Override
    public void handleSplitRequest(int subtask, @Nullable String hostname) {
        if (plan.made()) {
            serve(subtask);
        } else {
            waiting.add(subtask);
        }
    }

    private void serve(int subtask) {
        if (!context.registeredReaders().containsKey(subtask)) {
            // It failed since it asked; its successor asks again.
            return;
        }
        RecordSourceSplit next = unassigned.poll();
        if (next == null) {
            context.signalNoMoreSplits(subtask);
            return;
        }
        sourceUnassigned.addAndGet(-next.remaining());
        context.assignSplit(next, subtask);
    }

    @Override
    public void addSplitsBack(List<RecordSourceSplit> splits, int subtask) {
        for (int i = splits.size() - 1; i >= 0; i--) {
            unassigned.addFirst(splits.get(i));
            sourceUnassigned.addAndGet(splits.get(i).remaining());
        }
    }

    @Override
    public void addReader(int subtask) {
        // A reader asks for a split when it is ready for one.
    }

    @Override
    public EnumeratorState snapshotState(long checkpointId) {
        return plan.withUnassigned(List.copyOf(unassigned));
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
