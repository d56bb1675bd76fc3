package dev.graphiti.migrator.source;

import java.util.Map;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;

/** Emits the records of one split at a time and asks for the next split when it has none left. */
@SuppressWarnings("try") // Flink's close() may be interrupted, and so may ours
final class SplitByRequestReader
        extends SingleThreadMultiplexSourceReaderBase<SourceRecord, SourceRecord, SplitProgress, SplitState> {
    private final ReadMetrics metrics;

    SplitByRequestReader(RecordSource source, SourceReaderContext context) {
        super(
                () -> new RecordFetcher(source, System::nanoTime),
                (record, output, state) -> {
                    output.collect(record);
                    state.advance(record);
                },
                context.getConfiguration(),
                context);
        metrics = new ReadMetrics(context.metricGroup());
    }

    @Override
    public void start() {
        requestSplitIfIdle();
    }

    @Override
    protected void onSplitFinished(Map<String, SplitState> finished) {
        finished.values().forEach(SplitState::finish);
        requestSplitIfIdle();
    }

    private void requestSplitIfIdle() {
        // A restored reader may hold several splits, after a rescale.
        if (getNumberOfCurrentlyAssignedSplits() == 0) {
            context.sendSplitRequest();
        }
    }

    @Override
    protected SplitState initializedState(SplitProgress split) {
        return new SplitState(split, metrics);
    }

    @Override
    protected SplitProgress toSplitType(String splitId, SplitState state) {
        return state.current();
    }
}
