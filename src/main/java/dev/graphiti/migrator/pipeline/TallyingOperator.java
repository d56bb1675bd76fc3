package dev.graphiti.migrator.pipeline;

import dev.graphiti.migrator.ledger.Tallies;
import dev.graphiti.migrator.ledger.Tally;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.MappedRecord;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * An operator that counts what it does. It hands its counts on before each barrier and at the end of its input, so they
 * need no state: the files that they end in hold each of them exactly once.
 */
abstract class TallyingOperator<I, O> extends AbstractStreamOperator<O>
        implements OneInputStreamOperator<I, O>, BoundedOneInput {
    static final OutputTag<Tally> TALLIES = new OutputTag<>("tallies", TypeInformation.of(Tally.class));

    private transient Tallies tallies;
    private transient TallyMetrics shownTallies;
    private transient long nextCheckpoint;

    @SuppressWarnings("NullAway.Init") // Flink calls open() before all else.
    TallyingOperator(StreamOperatorParameters<O> parameters) {
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
        tallies = new Tallies();
        shownTallies = new TallyMetrics(getMetricGroup(), shown());
    }

    /** What of its tallies this operator shows as metrics too, by the names of {@link TallyMetrics}. */
    Set<String> shown() {
        return Set.of();
    }

    /** Counts. */
    final void tally(Tally tally) {
        tallies.add(tally);
        shownTallies.count(tally);
    }

    /** Counts one element of a record. */
    final void tallyElement(MappedRecord record, ElementKind kind, String outcome) {
        tally(Tally.element(record.origin().collection(), kind, outcome, 1));
    }

    /** The first checkpoint that can cover what is emitted now. */
    final long nextCheckpoint() {
        return nextCheckpoint;
    }

    final <T> void emit(OutputTag<T> tag, T value) {
        output.collect(tag, new StreamRecord<>(value));
    }

    final void emit(O value) {
        output.collect(new StreamRecord<>(value));
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        super.prepareSnapshotPreBarrier(checkpointId);
        handTalliesOn(checkpointId);
        nextCheckpoint = checkpointId + 1;
    }

    @Override
    public void endInput() throws Exception {
        handTalliesOn(nextCheckpoint);
    }

    private void handTalliesOn(long checkpoint) {
        if (tallies.isEmpty()) {
            return;
        }
        // By this a resumption knows which checkpoint the run's files have come to.
        tally(Tally.checkpoint(
                checkpoint, getRuntimeContext().getJobInfo().getJobId().toHexString()));
        tallies.drain().forEach(tally -> emit(TALLIES, tally));
    }
}
