package dev.graphiti.migrator.graph;

import dev.graphiti.migrator.graph.BatchResult.Fate;
import dev.graphiti.migrator.graph.BatchResult.Pending;
import dev.graphiti.migrator.graph.WrittenElement.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.YieldingOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Holds edges whose ends were not in the graph, by group, and tries them again: from time to time, and for the last time
 * at the end of its input. That end comes only when every writer before it has finished, so what has no ends then will
 * never have any from this source.
 */
final class WaitingEdgeWriter extends AbstractStreamOperator<WrittenElement>
        implements OneInputStreamOperator<WaitingEdge, WrittenElement>,
                YieldingOperator<WrittenElement>,
                BoundedOneInput {
    private static final String STATE = "waiting-edges";

    /** Where an edge waits; a group may have many that are settled at once, too many to keep whole. */
    private record StateKey(String groupId, String uuid) {}

    private final WriteOptions options;
    private final WriterFactory factory;
    private final GraphStage.Tags tags;
    private final transient MailboxExecutor mailbox;

    private transient MapState<String, WaitingEdge> waiting;
    private transient List<StateKey> settled;
    private transient AtomicLong waitingNow;
    private transient boolean retrying;
    private transient Coverage coverage;
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
        coverage = Coverage.from(context);
    }

    @Override
    public void open() throws Exception {
        super.open();
        // The type comes from where the topology is made: a type that is looked up here might be serialized otherwise.
        waiting = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>(
                        STATE, Types.STRING, tags.waitingEdges().getTypeInfo()));
        settled = new ArrayList<>();
        waitingNow = WriteMetrics.edgesWaitingNow(getMetricGroup());
        waitingNow.set(restored());
        emitter = new ResultEmitter(output, tags.deadLetters());
        writeMetrics = new WriteMetrics(getMetricGroup());
        writer = WriterThread.start(factory.open(writeMetrics, coverage), writeMetrics, mailbox, getRuntimeContext());
        retryLater();
    }

    @Override
    public void processElement(StreamRecord<WaitingEdge> element) throws Exception {
        WaitingEdge edge = element.getValue();
        if (!waiting.contains(edge.uuid())) {
            waitingNow.incrementAndGet();
        }
        waiting.put(edge.uuid(), edge);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        super.prepareSnapshotPreBarrier(checkpointId);
        coverage.passed(checkpointId);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        super.notifyCheckpointComplete(checkpointId);
        if (writer != null) {
            writer.complete(checkpointId);
        }
    }

    /** How many edges came with the state. */
    private long restored() throws Exception {
        long edges = 0;
        for (String group : groups()) {
            setCurrentKey(group);
            for (String ignored : waiting.keys()) {
                edges++;
            }
        }
        return edges;
    }

    private void retryLater() {
        long at = getProcessingTimeService().getCurrentProcessingTime()
                + options.retryWaitingEvery().toMillis();
        retryTimer = getProcessingTimeService().registerTimer(at, time -> {
            // The time may come amid a try, which handles mails while it waits; that one has these edges already.
            if (!retrying) {
                retryAll(false);
            }
            retryLater();
        });
    }

    @Override
    public void endInput() throws Exception {
        retryAll(true);
    }

    /** Batches run over groups, of which there may be many with an edge or two each. */
    private void retryAll(boolean last) throws Exception {
        retrying = true;
        List<Pending> batch = new ArrayList<>();
        for (String group : groups()) {
            setCurrentKey(group);
            for (WaitingEdge edge : waiting.values()) {
                batch.add(new Pending(edge.element(), edge.origin()));
                if (batch.size() >= options.batchSize()) {
                    write(batch, last);
                    batch = new ArrayList<>();
                }
            }
            forgetSettled();
        }
        if (!batch.isEmpty()) {
            write(batch, last);
            forgetSettled();
        }
        retrying = false;
    }

    private List<String> groups() {
        try (Stream<String> keys = this.<String>getKeyedStateBackend().getKeys(STATE, VoidNamespace.INSTANCE)) {
            return keys.toList();
        }
    }

    private void write(List<Pending> batch, boolean last) throws InterruptedException {
        WriterThread open = Objects.requireNonNull(writer);
        open.write(batch, results -> results.forEach(result -> settle(result, last)));
        open.awaitIdle();
    }

    private void settle(BatchResult result, boolean last) {
        Pending pending = result.pending();
        switch (result.fate()) {
            case WRITTEN -> emitter.settled(pending, Outcome.WRITTEN, null);
            case MERGED -> emitter.settled(pending, Outcome.MERGED, null);
            case UPDATED -> emitter.settled(pending, Outcome.UPDATED, result.detail());
            case REFUSED -> emitter.refused(pending, result.detail());
            case WAITING -> {
                if (!last) {
                    return;
                }
                emitter.endpointMissing(pending);
            }
        }
        writeMetrics.count(result.fate() == Fate.WAITING ? Fate.REFUSED : result.fate());
        settled.add(new StateKey(pending.element().groupId(), pending.element().uuid()));
    }

    /** Only between two walks through the state, which a removal would disturb. */
    private void forgetSettled() throws Exception {
        for (StateKey key : settled) {
            setCurrentKey(key.groupId());
            waiting.remove(key.uuid());
            waitingNow.decrementAndGet();
        }
        settled.clear();
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
