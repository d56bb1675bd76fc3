package dev.graphiti.migrator.source.flink;

import dev.graphiti.migrator.source.SourceRecord;

/** The split that is being read, moved on by each record that is emitted. */
final class SplitState {
    private final ReadMetrics metrics;
    private RecordSourceSplit current;

    SplitState(RecordSourceSplit split, ReadMetrics metrics) {
        this.current = split;
        this.metrics = metrics;
        metrics.taken(split);
    }

    void advance(SourceRecord record) {
        moveTo(new RecordSourceSplit(current.split(), record.next(), record.progress()));
    }

    /** Counts what lies behind the last record, such as blank lines. */
    void finish() {
        long size = Math.max(current.split().size(), current.progress());
        moveTo(new RecordSourceSplit(current.split(), current.position(), size));
    }

    RecordSourceSplit current() {
        return current;
    }

    private void moveTo(RecordSourceSplit next) {
        metrics.advanced(current, next);
        current = next;
    }
}
