package dev.graphiti.migrator.graph;

import dev.graphiti.migrator.graph.BatchResult.Pending;
import dev.graphiti.migrator.graph.WrittenElement.Outcome;
import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.stream.JobEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.YieldingOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Writes elements to Neo4j in batches by count, bytes and time. While one batch is on its way, on a thread of its own,
 * the next one fills; a full one waits for it, which is the backpressure.
 *
 * <p>It has written and emitted everything before a barrier passes, so it needs no state: a replay meets its own
 * elements and changes nothing. Edges without their ends leave by a side output.
 */
final class GraphWriter extends AbstractStreamOperator<WrittenElement>
        implements OneInputStreamOperator<MappedRecord, WrittenElement>,
                YieldingOperator<WrittenElement>,
                BoundedOneInput {
    /** What a vector's float and an element's fixed part roughly take on the way to the server. */
    private static final int BYTES_OF_FLOAT = 9;

    private static final int BYTES_OF_ELEMENT = 400;

    private final WriteOptions options;
    private final WriterFactory factory;
    private final OutputTag<DeadLetter> deadLetters;
    private final OutputTag<WaitingEdge> waitingEdges;
    private final transient MailboxExecutor mailbox;

    private transient List<Pending> batch;
    private transient long batchBytes;
    private transient boolean onItsWay;
    private transient ExecutorService thread;
    private transient WriteMetrics writeMetrics;
    private transient @Nullable RetryingWriter writer;
    private transient ResultEmitter emitter;
    private transient @Nullable ScheduledFuture<?> flushTimer;
    private transient boolean closed;

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
    }

    @Override
    public void open() throws Exception {
        super.open();
        batch = new ArrayList<>();
        emitter = new ResultEmitter(output, deadLetters);
        writeMetrics = new WriteMetrics(getMetricGroup());
        writer = factory.open(writeMetrics);
        thread = Executors.newSingleThreadExecutor(task -> new Thread(
                task, "neo4j-writer-" + getRuntimeContext().getTaskInfo().getTaskNameWithSubtasks()));
        flushLater();
    }

    @Override
    public void processElement(StreamRecord<MappedRecord> element) throws Exception {
        MappedRecord mapped = element.getValue();
        mapped.elements().forEach(each -> batch.add(new Pending(each, mapped.origin())));
        batchBytes += bytes(mapped);
        if (batch.size() >= options.batchSize()
                || batchBytes >= options.batchBytes().bytes()) {
            flush();
        }
    }

    private static long bytes(MappedRecord mapped) {
        long bytes = 0;
        for (var episode : mapped.episodes()) {
            bytes += BYTES_OF_ELEMENT + episode.content().length();
        }
        for (var entity : mapped.entities()) {
            bytes += BYTES_OF_ELEMENT
                    + entity.summary().length()
                    + entity.attributes().json().length();
            bytes += entity.nameEmbedding() == null
                    ? 0
                    : (long) BYTES_OF_FLOAT * entity.nameEmbedding().dimension();
        }
        for (var fact : mapped.facts()) {
            bytes += BYTES_OF_ELEMENT + fact.fact().length();
            bytes += fact.factEmbedding() == null
                    ? 0
                    : (long) BYTES_OF_FLOAT * fact.factEmbedding().dimension();
        }
        return bytes + (long) BYTES_OF_ELEMENT * mapped.edges().size();
    }

    private void flushLater() {
        long at = getProcessingTimeService().getCurrentProcessingTime()
                + options.flushInterval().toMillis();
        flushTimer = getProcessingTimeService().registerTimer(at, time -> {
            // With a batch on its way the server is the limit; a small one behind it would only make it worse.
            if (!onItsWay) {
                flush();
            }
            flushLater();
        });
    }

    /** Sends the batch; waits first for the one before it. */
    private void flush() throws InterruptedException {
        awaitBatchOnItsWay();
        if (batch.isEmpty()) {
            return;
        }
        List<Pending> sending = batch;
        batch = new ArrayList<>(sending.size());
        batchBytes = 0;
        onItsWay = true;
        thread.execute(() -> send(sending));
    }

    private void send(List<Pending> sending) {
        long started = System.nanoTime();
        try {
            List<BatchResult> results = Objects.requireNonNull(writer).write(sending);
            writeMetrics.batchTook(System.nanoTime() - started);
            mailbox.execute(() -> settle(results), "settle a batch of %d elements", sending.size());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // Thrown in the mailbox, because only there does it fail the task.
            mailbox.execute(
                    () -> {
                        if (!closed) {
                            throw JobEnd.because(e);
                        }
                    },
                    "fail the task");
        }
    }

    private void settle(List<BatchResult> results) {
        onItsWay = false;
        for (BatchResult result : results) {
            writeMetrics.count(result.fate());
            switch (result.fate()) {
                case WRITTEN -> emitter.settled(result.pending(), Outcome.WRITTEN, null);
                case MERGED -> emitter.settled(result.pending(), Outcome.MERGED, null);
                case UPDATED -> emitter.settled(result.pending(), Outcome.UPDATED, result.detail());
                case WAITING -> output.collect(waitingEdges, new StreamRecord<>(WaitingEdge.of(result.pending())));
                case REFUSED -> emitter.refused(result.pending(), result.detail());
            }
        }
    }

    private void awaitBatchOnItsWay() throws InterruptedException {
        while (onItsWay) {
            mailbox.yield();
        }
    }

    private void drain() throws InterruptedException {
        flush();
        awaitBatchOnItsWay();
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        super.prepareSnapshotPreBarrier(checkpointId);
        drain();
    }

    @Override
    public void endInput() throws Exception {
        drain();
    }

    @Override
    public void close() throws Exception {
        closed = true;
        if (flushTimer != null) {
            flushTimer.cancel(false);
        }
        if (thread != null) {
            thread.shutdownNow();
        }
        if (writer != null) {
            writer.close();
        }
        super.close();
    }
}
