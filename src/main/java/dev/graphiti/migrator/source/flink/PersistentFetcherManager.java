package dev.graphiti.migrator.source.flink;

import dev.graphiti.migrator.source.SourceRecord;
import java.util.function.Supplier;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.source.reader.fetcher.SingleThreadFetcherManager;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;

/**
 * One fetcher for all splits of a reader, which ends behind the last of them. Flink would end it whenever it has no
 * split. Its successor may then have filled the queue before it can say that it is done, which nobody hears
 * (FLINK-40660), and closing the reader waits half a minute for it.
 */
final class PersistentFetcherManager extends SingleThreadFetcherManager<SourceRecord, RecordSourceSplit> {
    private boolean noMoreSplits;

    PersistentFetcherManager(
            Supplier<SplitReader<SourceRecord, RecordSourceSplit>> splitReader, Configuration configuration) {
        super(splitReader, configuration);
    }

    void noMoreSplits() {
        noMoreSplits = true;
    }

    @Override
    public boolean maybeShutdownFinishedFetchers() {
        return noMoreSplits && super.maybeShutdownFinishedFetchers();
    }
}
