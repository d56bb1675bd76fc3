package dev.graphiti.migrator.source.flink;

import dev.graphiti.migrator.source.SourceSplit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * How far one reader is. {@code bytesRead} counts what it has read since it was started, {@code sourceProgress} what it
 * has behind it including the part of a restored split that was read before, {@code sourceRemaining} what it still has
 * of the splits that it holds. All in the unit of {@link SourceSplit#size}.
 */
final class ReadMetrics {
    private final Counter bytesRead;
    private final AtomicLong progress = new AtomicLong();
    private final AtomicLong remaining = new AtomicLong();

    ReadMetrics(MetricGroup group) {
        bytesRead = group.counter("bytesRead");
        group.gauge("sourceProgress", progress::get);
        group.gauge("sourceRemaining", remaining::get);
    }

    void taken(RecordSourceSplit split) {
        progress.addAndGet(split.progress());
        remaining.addAndGet(split.remaining());
    }

    void advanced(RecordSourceSplit before, RecordSourceSplit after) {
        long delta = after.progress() - before.progress();
        bytesRead.inc(delta);
        progress.addAndGet(delta);
        remaining.addAndGet(after.remaining() - before.remaining());
    }
}
