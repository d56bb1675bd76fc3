package dev.graphiti.migrator.graph;

import dev.graphiti.migrator.graph.BatchResult.Fate;
import dev.graphiti.migrator.graph.BatchResult.Pending;
import dev.graphiti.migrator.graph.WrittenElement.Outcome;
import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.stream.JobEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Holds edges whose ends were not in the graph, by group, and tries them again: from time to time, and for the last time
 * at the end of its input. That end comes only when every writer before it has finished, so what has no ends then will
 * never have any from this source.
 */
final class WaitingEdgeWriter extends AbstractStreamOperator<WrittenElement>
        implements OneInputStreamOperator<WaitingEdge, WrittenElement>, BoundedOneInput {
    private static final MapStateDescriptor<String, WaitingEdge> WAITING =
            new MapStateDescriptor<>("waiting-edges", Types.STRING, TypeInformation.of(WaitingEdge.class));

    private final WriteOptions options;
    private final WriterFactory factory;
    private final OutputTag<DeadLetter> deadLetters;

    private transient MapState<String, WaitingEdge> waiting;
    private transient @Nullable RetryingWriter writer;
    private transient WriteMetrics writeMetrics;
    private transient ResultEmitter emitter;
    private transient @Nullable ScheduledFuture<?> retryTimer;

    @SuppressWarnings("NullAway.Init") // Flink calls open() before all else.
    WaitingEdgeWriter(
            StreamOperatorParameters<WrittenElement> parameters,
            WriteOptions options,
            WriterFactory factory,
            OutputTag<DeadLetter> deadLetters) {
        super(parameters);
        this.options = options;
        this.factory = factory;
        this.deadLetters = deadLetters;
    }

    @Override
    public void open() throws Exception {
        super.open();
        waiting = getRuntimeContext().getMapState(WAITING);
        emitter = new ResultEmitter(output, deadLetters);
        writeMetrics = new WriteMetrics(getMetricGroup());
        writer = factory.open(writeMetrics);
        retryLater();
    }

    @Override
    public void processElement(StreamRecord<WaitingEdge> element) throws Exception {
        waiting.put(element.getValue().uuid(), element.getValue());
    }

    private void retryLater() {
        long at = getProcessingTimeService().getCurrentProcessingTime()
                + options.retryWaitingEvery().toMillis();
        retryTimer = getProcessingTimeService().registerTimer(at, time -> {
            retryAll(false);
            retryLater();
        });
    }

    @Override
    public void endInput() throws Exception {
        retryAll(true);
    }

    private void retryAll(boolean last) throws Exception {
        this.<String>getKeyedStateBackend()
                .applyToAllKeys(
                        VoidNamespace.INSTANCE,
                        VoidNamespaceSerializer.INSTANCE,
                        WAITING,
                        (group, edges) -> retryGroup(edges, last));
    }

    private void retryGroup(MapState<String, WaitingEdge> edges, boolean last) throws Exception {
        List<String> settled = new ArrayList<>();
        List<Pending> batch = new ArrayList<>();
        for (WaitingEdge edge : edges.values()) {
            batch.add(new Pending(edge.element(), edge.origin()));
            if (batch.size() >= options.batchSize()) {
                write(batch, settled, last);
                batch = new ArrayList<>();
            }
        }
        if (!batch.isEmpty()) {
            write(batch, settled, last);
        }
        for (String uuid : settled) {
            edges.remove(uuid);
        }
    }

    private void write(List<Pending> batch, List<String> settled, boolean last) throws Exception {
        for (BatchResult result : attempt(batch)) {
            Pending pending = result.pending();
            switch (result.fate()) {
                case WRITTEN -> emitter.settled(pending, Outcome.WRITTEN, null);
                case MERGED -> emitter.settled(pending, Outcome.MERGED, null);
                case UPDATED -> emitter.settled(pending, Outcome.UPDATED, result.detail());
                case REFUSED -> emitter.refused(pending, result.detail());
                case WAITING -> {
                    if (!last) {
                        continue;
                    }
                    emitter.endpointMissing(pending);
                }
            }
            writeMetrics.count(result.fate() == Fate.WAITING ? Fate.REFUSED : result.fate());
            settled.add(pending.element().uuid());
        }
    }

    private List<BatchResult> attempt(List<Pending> batch) throws InterruptedException {
        RetryingWriter open = Objects.requireNonNull(writer);
        try {
            return open.write(batch);
        } catch (RuntimeException e) {
            throw JobEnd.because(e);
        }
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
