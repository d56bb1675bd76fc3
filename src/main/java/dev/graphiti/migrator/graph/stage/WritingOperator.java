package dev.graphiti.migrator.graph.stage;

import dev.graphiti.migrator.graph.lease.WriterPlace;
import dev.graphiti.migrator.graph.write.PendingCheckpoint;
import dev.graphiti.migrator.graph.write.WriteOptions;
import dev.graphiti.migrator.model.ElementSize;
import dev.graphiti.migrator.model.GraphElement;
import java.util.Objects;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService.ProcessingTimeCallback;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.YieldingOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/** What all operators share that write elements to Neo4j: the thread that writes, the size of a batch, checkpoints. */
abstract class WritingOperator<I> extends AbstractStreamOperator<WrittenElement>
        implements OneInputStreamOperator<I, WrittenElement>, YieldingOperator<WrittenElement>, BoundedOneInput {
    private final WriteOptions options;
    private final WriterFactory factory;
    private final WriteSteps.Tags tags;
    private final transient MailboxExecutor mailbox;

    private transient int batchElements;
    private transient long batchBytes;
    private transient PendingCheckpoint coverage;
    private transient WriteMetrics writeMetrics;
    private transient ResultEmitter emitter;
    private transient @Nullable WriterThread writer;
    private transient @Nullable ScheduledFuture<?> timer;

    @SuppressWarnings("NullAway.Init") // Flink calls open() before all else.
    WritingOperator(
            StreamOperatorParameters<WrittenElement> parameters,
            WriteOptions options,
            WriterFactory factory,
            WriteSteps.Tags tags) {
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
        emitter = new ResultEmitter(output, tags.deadLetters());
        writeMetrics = new WriteMetrics(getMetricGroup());
        WriterPlace place =
                WriterPlace.of(getOperatorID().toString(), getRuntimeContext().getTaskInfo());
        RetryingWriter blocking = factory.open(writeMetrics, coverage, place);
        writer = WriterThread.start(blocking, writeMetrics, mailbox, getRuntimeContext());
    }

    final WriteOptions options() {
        return options;
    }

    final WriteSteps.Tags tags() {
        return tags;
    }

    final WriterThread writer() {
        return Objects.requireNonNull(writer);
    }

    final WriteMetrics writeMetrics() {
        return writeMetrics;
    }

    final ResultEmitter emitter() {
        return emitter;
    }

    /** Whether a batch is full with this element. */
    final boolean fillsBatch(GraphElement element) {
        batchElements++;
        batchBytes += ElementSize.of(element);
        return batchElements >= options.batchSize()
                || batchBytes >= options.batchBytes().bytes();
    }

    final boolean isBatchEmpty() {
        return batchElements == 0;
    }

    final void startBatch() {
        batchElements = 0;
        batchBytes = 0;
    }

    /** Calls once, in this many milliseconds; the operator has one such timer. */
    final void callIn(long millis, ProcessingTimeCallback what) {
        long at = getProcessingTimeService().getCurrentProcessingTime() + millis;
        timer = getProcessingTimeService().registerTimer(at, what);
    }

    /** Writes and emits all that must be covered by the checkpoint whose barrier follows, or by the last one. */
    abstract void finishBatches() throws Exception;

    private void finishAll() throws Exception {
        finishBatches();
        writeMetrics.takeRetries().forEach(retried -> output.collect(tags.retries(), new StreamRecord<>(retried)));
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        super.prepareSnapshotPreBarrier(checkpointId);
        finishAll();
        coverage.passed(checkpointId);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        super.notifyCheckpointComplete(checkpointId);
        if (writer != null) {
            writer.complete(checkpointId);
        }
    }

    @Override
    public void endInput() throws Exception {
        finishAll();
    }

    @Override
    public void close() throws Exception {
        if (timer != null) {
            timer.cancel(false);
        }
        if (writer != null) {
            writer.close();
        }
        super.close();
    }
}
