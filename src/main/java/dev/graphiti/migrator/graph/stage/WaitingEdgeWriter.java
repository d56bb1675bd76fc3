package dev.graphiti.migrator.graph.stage;

import dev.graphiti.migrator.flink.WireTypes;
import dev.graphiti.migrator.graph.write.BatchResult;
import dev.graphiti.migrator.graph.write.BatchResult.Fate;
import dev.graphiti.migrator.graph.write.BatchResult.Pending;
import dev.graphiti.migrator.graph.write.WriteOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Holds edges whose ends were not in the graph, and tries them again: from time to time, and for the last time at the end
 * of its input. That end comes only when every writer before it has finished, so what has no ends then will never have
 * any from this source.
 */
final class WaitingEdgeWriter extends WritingOperator<WaitingEdge> {
    private static final String STATE = "waiting-edges";

    /** What is tried in vain keeps the server from better work, and barriers from passing: at most so much of the time. */
    private static final int SHARE_OF_TIME = 10;

    private transient WaitingEdges waiting;
    private transient List<Pending> batch;
    /** Edges whose ends never came. */
    private transient List<Pending> endless;

    private transient boolean retrying;

    @SuppressWarnings("NullAway.Init") // Flink calls open() before all else.
    WaitingEdgeWriter(
            StreamOperatorParameters<WrittenElement> parameters,
            WriteOptions options,
            WriterFactory factory,
            WriteSteps.Tags tags) {
        super(parameters, options, factory, tags);
    }

    @Override
    public void open() throws Exception {
        super.open();
        MapStateDescriptor<String, WaitingEdge> descriptor =
                new MapStateDescriptor<>(STATE, Types.STRING, WireTypes.of(WaitingEdge.class));
        waiting = new WaitingEdges(
                getKeyedStateBackend(),
                descriptor,
                getRuntimeContext().getMapState(descriptor),
                WriteMetrics.edgesWaitingNow(getMetricGroup()));
        batch = new ArrayList<>();
        endless = new ArrayList<>();
        retryLater(0);
    }

    @Override
    public void processElement(StreamRecord<WaitingEdge> element) throws Exception {
        waiting.add(element.getValue());
    }

    private void retryLater(long lastTook) {
        Duration pause = pauseAfter(Duration.ofMillis(lastTook), options().retryWaitingEvery());
        callIn(pause.toMillis(), time -> {
            long before = getProcessingTimeService().getCurrentProcessingTime();
            // The time may come amid a try, which handles mails while it waits; that one has these edges already.
            if (!retrying) {
                retryAll(false);
            }
            retryLater(getProcessingTimeService().getCurrentProcessingTime() - before);
        });
    }

    static Duration pauseAfter(Duration took, Duration atLeast) {
        Duration inProportion = took.multipliedBy(SHARE_OF_TIME - 1);
        return inProportion.compareTo(atLeast) > 0 ? inProportion : atLeast;
    }

    @Override
    public void endInput() throws Exception {
        do {
            retryAll(true);
        } while (waiting.wasCutShort());
        super.endInput();
    }

    /** Each try waits for its batches. */
    @Override
    void finishBatches() {}

    /** Batches run over groups, of which there may be many with an edge or two each. */
    private void retryAll(boolean last) throws Exception {
        retrying = true;
        waiting.forEach(edge -> {
            batch.add(new Pending(edge.element(), edge.origin(), edge.producer(), edge.revision()));
            if (fillsBatch(edge.element())) {
                write(last);
            }
        });
        write(last);
        waiting.forgetSettled();
        retrying = false;
    }

    private void write(boolean last) throws InterruptedException {
        if (batch.isEmpty()) {
            return;
        }
        List<Pending> full = batch;
        batch = new ArrayList<>();
        startBatch();
        WriterThread open = writer();
        open.write(full, results -> results.forEach(result -> settle(result, last)));
        open.awaitIdle();
        sayWhatIsMissing(open);
    }

    private void sayWhatIsMissing(WriterThread open) throws InterruptedException {
        if (endless.isEmpty()) {
            return;
        }
        List<Pending> letters = endless;
        endless = new ArrayList<>();
        Set<String> ends = new HashSet<>();
        for (Pending each : letters) {
            ends.add(Objects.requireNonNull(each.row().sourceUuid()));
            ends.add(Objects.requireNonNull(each.row().targetUuid()));
        }
        open.names(ends, names -> letters.forEach(each -> emitter().endpointMissing(each, names)));
        open.awaitIdle();
    }

    private void settle(BatchResult result, boolean last) {
        Pending pending = result.pending();
        switch (result.fate()) {
            case WRITTEN, MERGED, UPDATED, KEPT_CHANGED -> emitter().settled(result);
            case REFUSED -> emitter().refused(pending, result.detail());
            case WAITING -> {
                if (!last) {
                    return;
                }
                endless.add(pending);
            }
        }
        writeMetrics().count(result.fate() == Fate.WAITING ? Fate.REFUSED : result.fate());
        waiting.settled(pending.element());
    }
}
