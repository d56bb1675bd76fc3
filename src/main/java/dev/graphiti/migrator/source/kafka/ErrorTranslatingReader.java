package dev.graphiti.migrator.source.kafka;

import dev.graphiti.migrator.flink.NonRetryable;
import dev.graphiti.migrator.source.SourceRecord;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.base.source.reader.SourceReaderBase;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.kafka.common.TopicPartition;

/**
 * Follows the connector's reader: how far it is, which offsets held no record, and why it fails where trying again is no
 * use.
 */
@SuppressWarnings("try") // Flink's close() may be interrupted, and so may ours
final class ErrorTranslatingReader implements SourceReader<SourceRecord, KafkaPartitionSplit> {
    /** No checkpoint has this number: asking the reader what it still has is none. */
    private static final long NO_CHECKPOINT = -1;

    private final SourceReaderBase<?, SourceRecord, KafkaPartitionSplit, ?> reader;
    private final ReadProgress progress;
    private final PassedOffsets passed;
    private final GapNotes gaps;
    private final KafkaFailure failure;

    ErrorTranslatingReader(
            SourceReaderBase<?, SourceRecord, KafkaPartitionSplit, ?> reader,
            ReadProgress progress,
            PassedOffsets passed,
            GapNotes gaps,
            KafkaFailure failure) {
        this.reader = reader;
        this.progress = progress;
        this.passed = passed;
        this.gaps = gaps;
        this.failure = failure;
    }

    @Override
    public InputStatus pollNext(ReaderOutput<SourceRecord> output) throws Exception {
        try {
            InputStatus status = reader.pollNext(output);
            if (reader.getNumberOfCurrentlyAssignedSplits() < passed.partitions()) {
                tellTheRest(output);
            }
            if (status == InputStatus.END_OF_INPUT) {
                progress.allAreRead();
            }
            return status;
        } catch (RuntimeException e) {
            throw failure.hopeless(e)
                    .<RuntimeException>map(NonRetryable::because)
                    .orElse(e);
        }
    }

    /** Of partitions that have just been read to their ends, so that no checkpoint comes between. */
    private void tellTheRest(ReaderOutput<SourceRecord> output) {
        Set<TopicPartition> others = reader.snapshotState(NO_CHECKPOINT).stream()
                .map(KafkaPartitionSplit::getTopicPartition)
                .collect(Collectors.toSet());
        passed.ended(others).forEach(gap -> gaps.tell(gap, output::collect));
    }

    @Override
    public void addSplits(List<KafkaPartitionSplit> splits) {
        progress.added(splits);
        splits.forEach(split -> passed.added(
                split.getTopicPartition(),
                split.getStartingOffset(),
                split.getStoppingOffset().orElse(Long.MAX_VALUE)));
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
        gaps.close();
        reader.close();
    }
}
