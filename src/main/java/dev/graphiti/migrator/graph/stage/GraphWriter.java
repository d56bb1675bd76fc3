package dev.graphiti.migrator.graph.stage;

import dev.graphiti.migrator.graph.write.BatchResult;
import dev.graphiti.migrator.graph.write.BatchResult.Pending;
import dev.graphiti.migrator.graph.write.WriteOptions;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.Revision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
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
final class GraphWriter extends WritingOperator<MappedRecord> {
    private final @Nullable OutputTag<MappedRecord> edges;

    private transient List<Pending> batch;
    private transient List<MappedRecord> edgesOfBatch;

    @SuppressWarnings("NullAway.Init") // Flink calls open() before all else.
    GraphWriter(
            StreamOperatorParameters<WrittenElement> parameters,
            WriteOptions options,
            WriterFactory factory,
            WriteSteps.Tags tags) {
        super(parameters, options, factory, tags);
        this.edges = tags.edges();
    }

    @Override
    public void open() throws Exception {
        super.open();
        batch = new ArrayList<>();
        edgesOfBatch = new ArrayList<>();
        flushLater();
    }

    @Override
    public void processElement(StreamRecord<MappedRecord> element) throws Exception {
        MappedRecord mapped = element.getValue();
        Map<String, Revision> revisions = mapped.revisionsByUuid();
        List<GraphElement> passedOn = new ArrayList<>();
        for (GraphElement next : mapped.elements()) {
            if (edges == null || next.kind().isNode()) {
                batch.add(new Pending(next, mapped.origin(), mapped.producer(), revisions.get(next.uuid())));
            } else {
                passedOn.add(next);
            }
            if (fillsBatch(next)) {
                keep(mapped, passedOn);
                passedOn = new ArrayList<>();
                flush();
            }
        }
        keep(mapped, passedOn);
    }

    /** With the batch: then the ends of most of them are in the graph, and few need to wait and be sent twice. */
    private void keep(MappedRecord record, List<GraphElement> some) {
        if (!some.isEmpty()) {
            edgesOfBatch.add(record.part(record.bucket(), false, some));
        }
    }

    private void flushLater() {
        callIn(options().flushInterval().toMillis(), time -> {
            // With a batch on its way the server is the limit; a small one after it would only make it worse.
            if (!writer().busy()) {
                flush();
            }
            flushLater();
        });
    }

    /** Sends the batch; waits first while two are on their way. */
    private void flush() throws InterruptedException {
        if (isBatchEmpty()) {
            return;
        }
        List<Pending> full = batch;
        List<MappedRecord> passedOn = edgesOfBatch;
        batch = new ArrayList<>(full.size());
        edgesOfBatch = new ArrayList<>(passedOn.size());
        startBatch();
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
            writeMetrics().count(result.fate());
            switch (result.fate()) {
                case WRITTEN, MERGED, UPDATED, KEPT_CHANGED -> emitter().settled(result);
                case WAITING ->
                    output.collect(tags().waitingEdges(), new StreamRecord<>(WaitingEdge.of(result.pending())));
                case REFUSED -> emitter().refused(result.pending(), result.detail());
            }
        }
    }

    @Override
    void finishBatches() throws InterruptedException {
        flush();
        writer().awaitIdle();
    }
}
