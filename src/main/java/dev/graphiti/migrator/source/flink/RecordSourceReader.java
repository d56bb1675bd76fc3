package dev.graphiti.migrator.source.flink;

import dev.graphiti.migrator.source.ReaderContext;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SplitOpener;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;

/** Emits the records of a few splits at a time and asks for another one when it has room for it. */
@SuppressWarnings("try") // Flink's close() may be interrupted, and so may ours
final class RecordSourceReader
        extends SingleThreadMultiplexSourceReaderBase<SourceRecord, SourceRecord, RecordSourceSplit, SplitState> {
    private final SplitOpener opener;
    private final PersistentFetcherManager fetcher;
    private final int splitsAtOnce;
    private final ReadMetrics metrics;
    private boolean started;
    private boolean asked;
    private boolean noMore;

    private RecordSourceReader(
            SplitOpener opener, PersistentFetcherManager fetcher, int splitsAtOnce, SourceReaderContext context) {
        super(
                fetcher,
                (record, output, state) -> {
                    output.collect(record);
                    state.advance(record);
                },
                context.getConfiguration(),
                context);
        this.opener = opener;
        this.fetcher = fetcher;
        this.splitsAtOnce = splitsAtOnce;
        metrics = new ReadMetrics(context.metricGroup());
    }

    static RecordSourceReader of(RecordSource source, SourceReaderContext context) {
        ReaderContext reader =
                new ReaderContext(context.getIndexOfSubtask(), context.currentParallelism(), context.metricGroup());
        SplitOpener opener = source.opener(reader);
        int splitsAtOnce = source.splitsAtOnce();
        PersistentFetcherManager fetcher = new PersistentFetcherManager(
                () -> new RecordSplitReader(opener, splitsAtOnce, System::nanoTime), context.getConfiguration());
        return new RecordSourceReader(opener, fetcher, splitsAtOnce, context);
    }

    @Override
    public void start() {
        started = true;
        askIfThereIsRoom();
    }

    @Override
    public void addSplits(List<RecordSourceSplit> splits) {
        super.addSplits(splits);
        asked = false;
        askIfThereIsRoom();
    }

    @Override
    protected void onSplitFinished(Map<String, SplitState> finished) {
        finished.values().forEach(SplitState::finish);
        askIfThereIsRoom();
    }

    @Override
    public void notifyNoMoreSplits() {
        noMore = true;
        fetcher.noMoreSplits();
        super.notifyNoMoreSplits();
    }

    /** Restored splits come before the start, and after a rescale there may be many of them. */
    private void askIfThereIsRoom() {
        if (started && !asked && !noMore && getNumberOfCurrentlyAssignedSplits() < splitsAtOnce) {
            asked = true;
            context.sendSplitRequest();
        }
    }

    @Override
    protected SplitState initializedState(RecordSourceSplit split) {
        return new SplitState(split, metrics);
    }

    @Override
    protected RecordSourceSplit toSplitType(String splitId, SplitState state) {
        return state.current();
    }

    /** First what the fetcher's thread may be waiting for, else closing it would wait too. */
    @Override
    public void close() throws Exception {
        opener.close();
        super.close();
    }
}
