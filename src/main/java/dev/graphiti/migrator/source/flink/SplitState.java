package dev.graphiti.migrator.source.flink;

import dev.graphiti.migrator.source.SourceRecord;

/** The split that is being read, moved on by each record that is emitted. */
final class SplitState {
    private final ReadMetrics metrics;
    private SplitProgress current;

    SplitState(SplitProgress split, ReadMetrics metrics) {
        this.current = split;
        this.metrics = metrics;
        metrics.taken(split);
    }

    void advance(SourceRecord record) {
        moveTo(new SplitProgress(current.split(), record.next(), record.progress()));
    }

    /** Counts what lies behind the last record, such as blank lines. */
    void finish() {
        long size = Math.max(current.split().size(), current.progress());
        moveTo(new SplitProgress(current.split(), current.position(), size));
    }

    SplitProgress current() {
        return current;
    }

    private void moveTo(SplitProgress next) {
        metrics.advanced(current, next);
        current = next;
    }
}
