package dev.graphiti.migrator.graph.stage;

import dev.graphiti.migrator.graph.lease.WriterPlace;
import dev.graphiti.migrator.graph.write.BatchResult;
import dev.graphiti.migrator.graph.write.BatchResult.Pending;
import dev.graphiti.migrator.graph.write.PendingCheckpoint;
import dev.graphiti.migrator.graph.write.WriteOptions;
import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.model.ElementSize;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.MappedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.YieldingOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Writes elements to Neo4j in batches by count, bytes and time. While one batch is being written on a separate thread,
 * the next one is filled; a third one has to wait, which causes backpressure.
 *
 * <p>It has written and emitted everything before a barrier passes, so it needs no state: a replay meets its own
 * elements and changes nothing. Edges without their ends leave by a side output.
 */
final class GraphWriter extends AbstractStreamOperator<WrittenElement>
        implements OneInputStreamOperator<MappedRecord, WrittenElement>,
                YieldingOperator<WrittenElement>,
                BoundedOneInput {
    private final WriteOptions options;
    private final WriterFactory factory;
    private final OutputTag<DeadLetter> deadLetters;
    private final OutputTag<WaitingEdge> waitingEdges;
    private final OutputTag<RetriedBatches> retries;
    private final @Nullable OutputTag<MappedRecord> edges;
    private final transient MailboxExecutor mailbox;

    private transient List<Pending> batch;
    private transient List<MappedRecord> edgesOfBatch;
    private transient int batchElements;
    private transient long batchBytes;
    private transient PendingCheckpoint coverage;
    private transient WriteMetrics writeMetrics;
    private transient ResultEmitter emitter;
    private transient @Nullable WriterThread writer;
    private transient @Nullable ScheduledFuture<?> flushTimer;

    @SuppressWarnings("NullAway.Init") // Flink calls open() before all else.
    GraphWriter(
            StreamOperatorParameters<WrittenElement> parameters,
            WriteOptions options,
            WriterFactory factory,
            GraphStage.Tags tags) {
        super(parameters);
        this.mailbox = parameters.getMailboxExecutor();
        this.options = options;
        this.factory = factory;
        this.deadLetters = tags.deadLetters();
        this.waitingEdges = tags.waitingEdges();
        this.retries = tags.retries();
        this.edges = tags.edges();
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        coverage = PendingCheckpoint.from(context);
    }

    @Override
    public void open() throws Exception {
        super.open();
        batch = new ArrayList<>();
        edgesOfBatch = new ArrayList<>();
        emitter = new ResultEmitter(output, deadLetters);
        writeMetrics = new WriteMetrics(getMetricGroup());
        WriterPlace place =
                WriterPlace.of(getOperatorID().toString(), getRuntimeContext().getTaskInfo());
        RetryingWriter blocking = factory.open(writeMetrics, coverage, place);
        writer = WriterThread.start(blocking, writeMetrics, mailbox, getRuntimeContext());
        flushLater();
    }

    @Override
    public void processElement(StreamRecord<MappedRecord> element) throws Exception {
        MappedRecord mapped = element.getValue();
        List<GraphElement> passedOn = new ArrayList<>();
        for (GraphElement next : mapped.elements()) {
            if (edges == null || next.kind().isNode()) {
                batch.add(new Pending(next, mapped.origin(), mapped.producer()));
            } else {
                passedOn.add(next);
            }
            batchElements++;
            batchBytes += ElementSize.of(next);
            if (isFull()) {
                keep(mapped, passedOn);
                passedOn = new ArrayList<>();
                flush();
            }
        }
        keep(mapped, passedOn);
    }

    private boolean isFull() {
        return batchElements >= options.batchSize()
                || batchBytes >= options.batchBytes().bytes();
    }

    /** With the batch: then the ends of most of them are in the graph, and few need to wait and be sent twice. */
    private void keep(MappedRecord record, List<GraphElement> some) {
        if (!some.isEmpty()) {
            edgesOfBatch.add(record.part(record.bucket(), false, some));
        }
    }

    private void flushLater() {
        long at = getProcessingTimeService().getCurrentProcessingTime()
                + options.flushInterval().toMillis();
        flushTimer = getProcessingTimeService().registerTimer(at, time -> {
            // With a batch on its way the server is the limit; a small one behind it would only make it worse.
            if (!writer().busy()) {
                flush();
            }
            flushLater();
        });
    }

    /** Sends the batch; waits first while two are on their way. */
    private void flush() throws InterruptedException {
        if (batchElements == 0) {
            return;
        }
        List<Pending> full = batch;
        List<MappedRecord> passedOn = edgesOfBatch;
        batch = new ArrayList<>(full.size());
        edgesOfBatch = new ArrayList<>(passedOn.size());
        batchElements = 0;
        batchBytes = 0;
        if (full.isEmpty()) {
            writer().awaitIdle();
            passOn(passedOn);
        } else {
            writer().write(full, results -> {
                settle(results);
                passOn(passedOn);
            });
        }
    }

    private void passOn(List<MappedRecord> records) {
        records.forEach(each -> output.collect(Objects.requireNonNull(edges), new StreamRecord<>(each)));
    }

    private void settle(List<BatchResult> results) {
        for (BatchResult result : results) {
            writeMetrics.count(result.fate());
            switch (result.fate()) {
                case WRITTEN, MERGED, UPDATED -> emitter.settled(result);
                case WAITING -> output.collect(waitingEdges, new StreamRecord<>(WaitingEdge.of(result.pending())));
                case REFUSED -> emitter.refused(result.pending(), result.detail());
            }
        }
    }

    private void drain() throws InterruptedException {
        flush();
        writer().awaitIdle();
        writeMetrics.takeRetries().forEach(retried -> output.collect(retries, new StreamRecord<>(retried)));
    }

    private WriterThread writer() {
        return Objects.requireNonNull(writer);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        super.prepareSnapshotPreBarrier(checkpointId);
        drain();
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
        drain();
    }

    @Override
    public void close() throws Exception {
        if (flushTimer != null) {
            flushTimer.cancel(false);
        }
        if (writer != null) {
            writer.close();
        }
        super.close();
    }
}
