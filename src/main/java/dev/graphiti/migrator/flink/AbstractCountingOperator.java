package dev.graphiti.migrator.flink;

import dev.graphiti.migrator.count.Count;
import dev.graphiti.migrator.count.Count.Outcome;
import dev.graphiti.migrator.count.CountAggregator;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.MappedRecord;
import java.util.Set;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/** What operators share that count what they do, however many inputs they have. */
abstract class AbstractCountingOperator<O> extends AbstractStreamOperator<O> {
    static final OutputTag<Count> COUNTS = new OutputTag<>("counts", WireTypes.of(Count.class));

    private transient CountAggregator counts;
    private transient CountMetrics shownCounts;
    private transient long nextCheckpoint;

    @SuppressWarnings("NullAway.Init") // Flink calls open() before all else.
    AbstractCountingOperator(StreamOperatorParameters<O> parameters) {
        super(parameters);
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        nextCheckpoint = context.getRestoredCheckpointId().orElse(0) + 1;
    }

    @Override
    public void open() throws Exception {
        super.open();
        counts = new CountAggregator();
        shownCounts = new CountMetrics(getMetricGroup(), shown());
    }

    /** What of its counts this operator shows as metrics too, by the names of {@link CountMetrics}. */
    protected Set<String> shown() {
        return Set.of();
    }

    /** Counts. */
    protected final void count(Count count) {
        counts.add(count);
        shownCounts.count(count);
    }

    /** Counts one element of a record. */
    protected final void countElement(MappedRecord record, ElementKind kind, Outcome outcome) {
        count(Count.element(record.origin().collection(), kind, outcome, 1));
    }

    /** The first checkpoint that can cover what is emitted now. */
    protected final long nextCheckpoint() {
        return nextCheckpoint;
    }

    protected final <T> void emit(OutputTag<T> tag, T value) {
        output.collect(tag, new StreamRecord<>(value));
    }

    protected final void emit(O value) {
        output.collect(new StreamRecord<>(value));
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        super.prepareSnapshotPreBarrier(checkpointId);
        handCountsOn(checkpointId);
        nextCheckpoint = checkpointId + 1;
    }

    /** To be called when all input has ended. */
    final void handCountsOn() {
        handCountsOn(nextCheckpoint);
    }

    private void handCountsOn(long checkpoint) {
        if (counts.isEmpty()) {
            return;
        }
        // By this a resumption knows which checkpoint the run's files have come to.
        count(Count.checkpoint(
                checkpoint, getRuntimeContext().getJobInfo().getJobId().toHexString()));
        counts.drain().forEach(count -> emit(COUNTS, count));
    }
}
