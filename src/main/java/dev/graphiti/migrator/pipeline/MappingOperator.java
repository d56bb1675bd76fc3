package dev.graphiti.migrator.pipeline;

import dev.graphiti.migrator.count.Count;
import dev.graphiti.migrator.count.Count.Outcome;
import dev.graphiti.migrator.flink.CountingOperator;
import dev.graphiti.migrator.flink.NonRetryable;
import dev.graphiti.migrator.flink.WireTypes;
import dev.graphiti.migrator.mapping.Coverage;
import dev.graphiti.migrator.mapping.Mapping;
import dev.graphiti.migrator.mapping.RecordMapping;
import dev.graphiti.migrator.mapping.path.Note;
import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.source.KeptRecord;
import dev.graphiti.migrator.source.SourceRecord;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Maps records, and counts those that go no further. Keeps in state what a resumed job must not change: the run's id,
 * since another run's start would be another {@code created_at}, and the spread, by which later steps remember.
 */
abstract class MappingOperator<O> extends CountingOperator<SourceRecord, O> {
    static final OutputTag<DeadLetter> DEAD_LETTERS =
            new OutputTag<>("unmapped-dead-letters", WireTypes.of(DeadLetter.class));

    /** The identities of records that were skipped or rejected. */
    static final OutputTag<MappedRecord> NOT_MAPPED = new OutputTag<>("not-mapped", WireTypes.of(MappedRecord.class));

    /** A rejected record whose identity is not known. */
    private static final String NOT_IDENTIFIED = "not-identified";

    private final RecordMapping mapper;
    private final String runId;
    private final int spread;
    private final long keptBytes;
    private final boolean compared;

    private final transient Coverage coverage;
    private transient ListState<String> runIds;
    private transient ListState<Integer> spreads;

    /**
     * An operator for a run.
     *
     * @param keptBytes how long a record is at most that a dead letter keeps whole
     * @param compared whether the run is compared with an earlier one
     */
    @SuppressWarnings("NullAway.Init") // Flink calls initializeState() before all else.
    MappingOperator(
            StreamOperatorParameters<O> parameters,
            RecordMapping mapper,
            String runId,
            int spread,
            long keptBytes,
            boolean compared) {
        super(parameters);
        this.mapper = mapper;
        this.coverage = mapper.coverage();
        this.runId = runId;
        this.spread = spread;
        this.keptBytes = keptBytes;
        this.compared = compared;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        // Dealt out, not given to all: with union state Flink completes no checkpoint once one subtask has ended.
        runIds = context.getOperatorStateStore().getListState(new ListStateDescriptor<>("run-id", Types.STRING));
        spreads = context.getOperatorStateStore().getListState(new ListStateDescriptor<>("spread", Types.INT));
        for (String saved : runIds.get()) {
            if (!saved.equals(runId)) {
                throw refused(
                        "The savepoint belongs to run %s and cannot be continued as run %s; name it with --run %s."
                                .formatted(saved, runId, saved));
            }
        }
        for (int saved : spreads.get()) {
            if (saved != spread) {
                throw refused(
                        "The savepoint was made with write.spread %d and cannot be continued with %d; set it to %d again."
                                .formatted(saved, spread, saved));
            }
        }
    }

    private static RuntimeException refused(String sentence) {
        return NonRetryable.because(new MigratorException(Fault.CONFIGURATION, sentence));
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        runIds.update(List.of(runId));
        spreads.update(List.of(spread));
    }

    @Override
    protected Set<String> shown() {
        return Set.of("recordsRead", "recordsSkipped", "recordsDeadLettered");
    }

    @Override
    public void processElement(StreamRecord<SourceRecord> element) throws Exception {
        SourceRecord record = element.getValue();
        String collection = record.origin().collection();
        if (record.isEnd()) {
            count(Count.splitEnded(collection, record.origin().split()));
            count(Count.sourceRead(collection, record.progress()));
            return;
        }
        if (record.lost() > 0) {
            count(Count.sourceLost(collection, record.lost()));
        }
        String noted = record.note();
        if (noted != null) {
            count(Count.note(collection, noted, record.noteCount()));
            if (record.covered() > 0) {
                count(Count.sourceRead(collection, record.covered()));
            }
            return;
        }
        if (record.result() == SourceRecord.NO_RESULT) {
            count(Count.read(collection, 1));
            count(Count.throughput(getProcessingTimeService().getCurrentProcessingTime() / 1000, Outcome.READ, 1));
        }
        Mapping mapping = mapper.map(record);
        coverage.observe(record, mapping).forEach(this::count);
        if (mapping instanceof Mapping.Mapped mapped) {
            for (Note note : mapped.notes()) {
                count(Count.note(collection, note.word(), note.count()));
            }
            pass(record, mapped.record());
        } else if (mapping instanceof Mapping.Skipped skipped) {
            count(Count.skipped(collection, skipped.rule(), 1));
            MappedRecord identity = compared ? mapper.notMapped(record) : null;
            if (identity != null) {
                emit(NOT_MAPPED, identity);
            }
        } else if (mapping instanceof Mapping.Rejected rejected) {
            reject(record, rejected);
        }
    }

    /** Sets a record aside. */
    final void reject(SourceRecord record, Mapping.Rejected rejected) {
        count(Count.deadLettered(record.origin().collection(), rejected.reason(), 1));
        emit(DEAD_LETTERS, deadLetter(record, rejected));
        if (compared) {
            identify(record);
        }
    }

    /** What the record has made in an earlier run is still in the source, as far as its identity is known. */
    private void identify(SourceRecord record) {
        MappedRecord identity = mapper.notMapped(record);
        if (identity == null) {
            count(Count.note(record.origin().collection(), NOT_IDENTIFIED, 1));
        } else {
            emit(NOT_MAPPED, identity);
        }
    }

    private DeadLetter deadLetter(SourceRecord record, Mapping.Rejected rejected) {
        return DeadLetter.of(
                rejected.stage(),
                DeadLetter.RECORD,
                "",
                rejected.reason(),
                rejected.message(),
                rejected.origin(),
                KeptRecord.of(record, keptBytes));
    }

    /** Emits what a record has become. */
    abstract void pass(SourceRecord record, MappedRecord mapped) throws Exception;
}
