package dev.graphiti.migrator.pipeline;

import dev.graphiti.migrator.count.Count;
import dev.graphiti.migrator.count.Count.Outcome;
import dev.graphiti.migrator.flink.CountingOperator;
import dev.graphiti.migrator.graph.stage.WrittenElement;
import dev.graphiti.migrator.ledger.LedgerEvent;
import dev.graphiti.migrator.ledger.LedgerRow;
import dev.graphiti.migrator.ledger.LedgerSequence;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Turns settled elements into ledger rows, and counts them by kind, group and moment. */
final class LedgerOperator extends CountingOperator<WrittenElement, LedgerRow> {
    private final int writer;
    /** Of the rows since the last barrier. */
    private long count;

    /** @param writer the number of the step before this one, see {@link LedgerSequence} */
    LedgerOperator(StreamOperatorParameters<LedgerRow> parameters, int writer) {
        super(parameters);
        this.writer = writer;
    }

    @Override
    public void processElement(StreamRecord<WrittenElement> element) {
        WrittenElement written = element.getValue();
        switch (written.outcome()) {
            case WRITTEN -> settle(written, LedgerEvent.CREATED, Outcome.WRITTEN);
            case MERGED -> settle(written, LedgerEvent.KEPT, Outcome.MERGED);
            case UPDATED -> settle(written, LedgerEvent.UPDATED, Outcome.UPDATED);
            case UNCHANGED -> settle(written, LedgerEvent.UNCHANGED, Outcome.UNCHANGED);
            case KEPT_CHANGED -> settle(written, LedgerEvent.KEPT, Outcome.KEPT_CHANGED);
            case GONE -> leave(written, LedgerEvent.GONE, Outcome.GONE);
            case NOT_MAPPED -> leave(written, LedgerEvent.KEPT, Outcome.NOT_MAPPED);
        }
    }

    private void settle(WrittenElement written, LedgerEvent event, Outcome outcome) {
        count(Count.element(written.origin().collection(), written.kind(), outcome, 1));
        count(Count.group(written.groupId(), Outcome.ELEMENTS, 1));
        if (written.vector()) {
            count(Count.group(written.groupId(), Outcome.VECTORS, 1));
        }
        if (outcome == Outcome.WRITTEN || outcome == Outcome.UPDATED) {
            count(Count.throughput(getProcessingTimeService().getCurrentProcessingTime() / 1000, Outcome.WRITTEN, 1));
        }
        emit(row(written, event));
    }

    /** No record of this run has made it, so it is in no sum. */
    private void leave(WrittenElement known, LedgerEvent event, Outcome outcome) {
        count(Count.element(known.origin().collection(), known.kind(), outcome, 1));
        emit(row(known, event));
    }

    private LedgerRow row(WrittenElement written, LedgerEvent event) {
        int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
        return new LedgerRow(
                new LedgerSequence(nextCheckpoint(), writer, subtask, count++).number(),
                event,
                written.uuid(),
                written.kind().graphName(),
                written.groupId(),
                written.producer(),
                written.origin().collection(),
                written.origin().id(),
                written.origin().split(),
                written.origin().position(),
                written.storedHash(),
                written.fixedHash(),
                written.contentHash(),
                written.former());
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        super.prepareSnapshotPreBarrier(checkpointId);
        count = 0;
    }
}
