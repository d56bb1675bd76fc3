package dev.graphiti.migrator.graph.stage;

import dev.graphiti.migrator.graph.lease.WriterPlace;
import dev.graphiti.migrator.graph.write.BatchResult;
import dev.graphiti.migrator.graph.write.BatchResult.Fate;
import dev.graphiti.migrator.graph.write.BatchResult.Pending;
import dev.graphiti.migrator.graph.write.PendingCheckpoint;
import dev.graphiti.migrator.graph.write.WriteOptions;
import dev.graphiti.migrator.model.ElementSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.YieldingOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Holds edges whose ends were not in the graph, and tries them again: from time to time, and for the last time at the end
 * of its input. That end comes only when every writer before it has finished, so what has no ends then will never have
 * any from this source.
 */
final class WaitingEdgeWriter extends AbstractStreamOperator<WrittenElement>
        implements OneInputStreamOperator<WaitingEdge, WrittenElement>,
                YieldingOperator<WrittenElement>,
                BoundedOneInput {
    private static final String STATE = "waiting-edges";

    /** What is tried in vain keeps the server from better work, and barriers from passing: at most so much of the time. */
    private static final int SHARE_OF_TIME = 10;

    private final WriteOptions options;
    private final WriterFactory factory;
    private final GraphStage.Tags tags;
    private final transient MailboxExecutor mailbox;

    private transient WaitingEdges waiting;
    private transient List<Pending> batch;
    /** Edges whose ends never came. */
    private transient List<Pending> endless;

    private transient long batchBytes;
    private transient boolean retrying;
    private transient PendingCheckpoint coverage;
    private transient WriteMetrics writeMetrics;
    private transient ResultEmitter emitter;
    private transient @Nullable WriterThread writer;
    private transient @Nullable ScheduledFuture<?> retryTimer;

    @SuppressWarnings("NullAway.Init") // Flink calls open() before all else.
    WaitingEdgeWriter(
            StreamOperatorParameters<WrittenElement> parameters,
            WriteOptions options,
            WriterFactory factory,
            GraphStage.Tags tags) {
        super(parameters);
        this.mailbox = parameters.getMailboxExecutor();
        this.options = options;
        this.factory = factory;
        this.tags = tags;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        coverage = PendingCheckpoint.from(context);
    }

    @Override
    public void open() throws Exception {
        super.open();
        // The type comes from where the topology is made: a type that is looked up here might be serialized otherwise.
        MapStateDescriptor<String, WaitingEdge> descriptor = new MapStateDescriptor<>(
                STATE, Types.STRING, tags.waitingEdges().getTypeInfo());
        waiting = new WaitingEdges(
                getKeyedStateBackend(),
                descriptor,
                getRuntimeContext().getMapState(descriptor),
                WriteMetrics.edgesWaitingNow(getMetricGroup()));
        batch = new ArrayList<>();
        endless = new ArrayList<>();
        emitter = new ResultEmitter(output, tags.deadLetters());
        writeMetrics = new WriteMetrics(getMetricGroup());
        WriterPlace place =
                WriterPlace.of(getOperatorID().toString(), getRuntimeContext().getTaskInfo());
        RetryingWriter blocking = factory.open(writeMetrics, coverage, place);
        writer = WriterThread.start(blocking, writeMetrics, mailbox, getRuntimeContext());
        retryLater(0);
    }

    @Override
    public void processElement(StreamRecord<WaitingEdge> element) throws Exception {
        waiting.add(element.getValue());
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        super.notifyCheckpointComplete(checkpointId);
        if (writer != null) {
            writer.complete(checkpointId);
        }
    }

    private void retryLater(long lastTook) {
        long started = getProcessingTimeService().getCurrentProcessingTime();
        Duration pause = pauseAfter(Duration.ofMillis(lastTook), options.retryWaitingEvery());
        retryTimer = getProcessingTimeService().registerTimer(started + pause.toMillis(), time -> {
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
        tellRetries();
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        super.prepareSnapshotPreBarrier(checkpointId);
        tellRetries();
        coverage.passed(checkpointId);
    }

    /** Batches run over groups, of which there may be many with an edge or two each. */
    private void retryAll(boolean last) throws Exception {
        retrying = true;
        waiting.forEach(edge -> {
            batch.add(new Pending(edge.element(), edge.origin(), edge.producer()));
            batchBytes += ElementSize.of(edge.element());
            if (batch.size() >= options.batchSize()
                    || batchBytes >= options.batchBytes().bytes()) {
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
        batchBytes = 0;
        WriterThread open = Objects.requireNonNull(writer);
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
        open.names(ends, names -> letters.forEach(each -> emitter.endpointMissing(each, names)));
        open.awaitIdle();
    }

    private void tellRetries() {
        writeMetrics.takeRetries().forEach(retried -> output.collect(tags.retries(), new StreamRecord<>(retried)));
    }

    private void settle(BatchResult result, boolean last) {
        Pending pending = result.pending();
        switch (result.fate()) {
            case WRITTEN, MERGED, UPDATED -> emitter.settled(result);
            case REFUSED -> emitter.refused(pending, result.detail());
            case WAITING -> {
                if (!last) {
                    return;
                }
                endless.add(pending);
            }
        }
        writeMetrics.count(result.fate() == Fate.WAITING ? Fate.REFUSED : result.fate());
        waiting.settled(pending.element());
    }

    @Override
    public void close() throws Exception {
        if (retryTimer != null) {
            retryTimer.cancel(false);
        }
        if (writer != null) {
            writer.close();
        }
        super.close();
    }
}
