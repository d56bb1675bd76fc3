package dev.graphiti.migrator.source.kafka;

import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.stream.JobEnd;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;

/** Follows the connector's reader: how far it is, and why it fails where trying again is no use. */
@SuppressWarnings("try") // Flink's close() may be interrupted, and so may ours
final class ExplainingReader implements SourceReader<SourceRecord, KafkaPartitionSplit> {
    private final SourceReader<SourceRecord, KafkaPartitionSplit> reader;
    private final ReadProgress progress;
    private final KafkaFailure failure;

    ExplainingReader(
            SourceReader<SourceRecord, KafkaPartitionSplit> reader, ReadProgress progress, KafkaFailure failure) {
        this.reader = reader;
        this.progress = progress;
        this.failure = failure;
    }

    @Override
    public InputStatus pollNext(ReaderOutput<SourceRecord> output) throws Exception {
        try {
            InputStatus status = reader.pollNext(output);
            if (status == InputStatus.END_OF_INPUT) {
                progress.allAreRead();
            }
            return status;
        } catch (RuntimeException e) {
            throw failure.hopeless(e).<RuntimeException>map(JobEnd::because).orElse(e);
        }
    }

    @Override
    public void addSplits(List<KafkaPartitionSplit> splits) {
        progress.added(splits);
        reader.addSplits(splits);
    }

    @Override
    public void notifyNoMoreSplits() {
        progress.allAreAdded();
        reader.notifyNoMoreSplits();
    }

    @Override
    public void start() {
        reader.start();
    }

    @Override
    public List<KafkaPartitionSplit> snapshotState(long checkpointId) {
        return reader.snapshotState(checkpointId);
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return reader.isAvailable();
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
        reader.handleSourceEvents(event);
    }

    @Override
    public void pauseOrResumeSplits(Collection<String> toPause, Collection<String> toResume) {
        reader.pauseOrResumeSplits(toPause, toResume);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        reader.notifyCheckpointComplete(checkpointId);
    }

    @Override
    public void notifyCheckpointAborted(long checkpointId) throws Exception {
        reader.notifyCheckpointAborted(checkpointId);
    }

    @Override
    public void close() throws Exception {
        reader.close();
    }
}
