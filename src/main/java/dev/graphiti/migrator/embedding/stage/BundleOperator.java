package dev.graphiti.migrator.embedding.stage;

import dev.graphiti.migrator.embedding.config.BundleOptions;
import dev.graphiti.migrator.model.ElementSize;
import dev.graphiti.migrator.model.MappedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Gathers records, in their order, until a bundle has enough texts or bytes or the first of them has waited long
 * enough. Lets go of all it holds before a checkpoint's barrier, and so needs no state.
 */
final class BundleOperator extends AbstractStreamOperator<EmbeddingBundle>
        implements OneInputStreamOperator<MappedRecord, EmbeddingBundle>, BoundedOneInput {
    private final RecordVectors vectors;
    private final BundleOptions options;

    private transient List<MappedRecord> held;
    private transient int texts;
    private transient long bytes;
    private transient @Nullable ScheduledFuture<?> timer;

    @SuppressWarnings("NullAway.Init") // Flink calls open before all else.
    BundleOperator(RecordVectors vectors, BundleOptions options) {
        this.vectors = vectors;
        this.options = options;
    }

    @Override
    public void open() throws Exception {
        super.open();
        held = new ArrayList<>();
    }

    @Override
    public void processElement(StreamRecord<MappedRecord> element) {
        MappedRecord record = element.getValue();
        int moreTexts = vectors.textsOf(record).size();
        long moreBytes = ElementSize.of(record);
        if (texts + moreTexts > options.texts()
                || bytes + moreBytes > options.size().bytes()) {
            emit();
        }
        held.add(record);
        texts += moreTexts;
        bytes += moreBytes;
        if (texts >= options.texts() || bytes >= options.size().bytes()) {
            emit();
        } else if (timer == null) {
            long due = getProcessingTimeService().getCurrentProcessingTime()
                    + options.linger().toMillis();
            timer = getProcessingTimeService().registerTimer(due, time -> emit());
        }
    }

    private void emit() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
        if (!held.isEmpty()) {
            EmbeddingBundle bundle = new EmbeddingBundle(held);
            held.clear();
            texts = 0;
            bytes = 0;
            output.collect(new StreamRecord<>(bundle));
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        emit();
    }

    /** A watermark must not overtake the records before it. */
    @Override
    public void processWatermark(Watermark watermark) throws Exception {
        emit();
        super.processWatermark(watermark);
    }

    @Override
    public void endInput() {
        emit();
    }
}
