package dev.graphiti.migrator.pipeline;

import dev.graphiti.migrator.graph.stage.WrittenElement;
import dev.graphiti.migrator.ledger.LedgerRow;
import dev.graphiti.migrator.ledger.Tally;
import java.util.Objects;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Turns settled elements into ledger rows, and counts them by kind, group and moment. */
final class LedgerOperator extends TallyingOperator<WrittenElement, LedgerRow> {
    LedgerOperator(StreamOperatorParameters<LedgerRow> parameters) {
        super(parameters);
    }

    @Override
    public void processElement(StreamRecord<WrittenElement> element) {
        WrittenElement written = element.getValue();
        LedgerRow row = LedgerRow.written(
                written.uuid(), written.kind(), written.groupId(), written.contentHash(), written.origin());
        switch (written.outcome()) {
            case WRITTEN -> settle(written, row, Tally.WRITTEN);
            case MERGED -> settle(written, row.merged(), Tally.MERGED);
            case UPDATED ->
                settle(written, row.updated(Objects.requireNonNullElse(written.before(), "{}")), Tally.UPDATED);
        }
    }

    private void settle(WrittenElement written, LedgerRow row, String outcome) {
        tally(Tally.element(written.origin().collection(), written.kind(), outcome, 1));
        tally(Tally.group(written.groupId(), Tally.ELEMENTS, 1));
        if (written.vector()) {
            tally(Tally.group(written.groupId(), Tally.VECTORS, 1));
        }
        if (!outcome.equals(Tally.MERGED)) {
            tally(Tally.throughput(getProcessingTimeService().getCurrentProcessingTime() / 1000, Tally.WRITTEN, 1));
        }
        emit(row);
    }
}
