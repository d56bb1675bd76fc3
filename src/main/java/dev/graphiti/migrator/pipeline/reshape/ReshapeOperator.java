package dev.graphiti.migrator.pipeline.reshape;

import dev.graphiti.migrator.count.Count;
import dev.graphiti.migrator.count.Count.Outcome;
import dev.graphiti.migrator.flink.CountingOperator;
import dev.graphiti.migrator.flink.WireTypes;
import dev.graphiti.migrator.mapping.RecordMapping;
import dev.graphiti.migrator.mapping.reshape.Reshaped;
import dev.graphiti.migrator.mapping.reshape.Reshaper;
import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.source.KeptRecord;
import dev.graphiti.migrator.source.SourceRecord;
import java.util.List;
import java.util.Set;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/** Emits the results of each record, and counts what the mapping does not see: the records that have become others, or none. */
final class ReshapeOperator extends CountingOperator<SourceRecord, SourceRecord> {
    static final OutputTag<DeadLetter> DEAD_LETTERS =
            new OutputTag<>("unshaped-dead-letters", WireTypes.of(DeadLetter.class));

    private final RecordMapping mapping;
    private final long keptBytes;
    private transient Reshaper reshaper;

    @SuppressWarnings("NullAway.Init") // Flink calls open() before all else.
    ReshapeOperator(StreamOperatorParameters<SourceRecord> parameters, RecordMapping mapping, long keptBytes) {
        super(parameters);
        this.mapping = mapping;
        this.keptBytes = keptBytes;
    }

    @Override
    public void open() throws Exception {
        super.open();
        reshaper = mapping.reshaper();
    }

    @Override
    protected Set<String> shown() {
        return Set.of("recordsRead", "recordsSkipped", "recordsDeadLettered", "recordsReshaped");
    }

    @Override
    public void processElement(StreamRecord<SourceRecord> element) {
        SourceRecord record = element.getValue();
        if (!reshaper.covers(record)) {
            emit(record);
            return;
        }
        String collection = record.origin().collection();
        count(Count.read(collection, 1));
        count(Count.throughput(getProcessingTimeService().getCurrentProcessingTime() / 1000, Outcome.READ, 1));
        Reshaped reshaped = reshaper.reshape(record);
        if (reshaped instanceof Reshaped.Failed failed) {
            count(Count.deadLettered(collection, failed.reason(), 1));
            emit(DEAD_LETTERS, deadLetter(record, failed));
        } else if (reshaped instanceof Reshaped.Results results) {
            emit(collection, results.records());
        }
    }

    private void emit(String collection, List<SourceRecord> results) {
        if (results.isEmpty()) {
            count(Count.skipped(collection, Reshaper.EMPTY, 1));
            return;
        }
        count(Count.reshaped(collection, 1));
        count(Count.results(collection, results.size()));
        results.forEach(this::emit);
    }

    private DeadLetter deadLetter(SourceRecord record, Reshaped.Failed failed) {
        return DeadLetter.of(
                "reshape",
                DeadLetter.RECORD,
                "",
                failed.reason(),
                failed.message(),
                record.origin(),
                KeptRecord.of(record, keptBytes));
    }
}
