package dev.graphiti.migrator.source;

import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/**
 * Who reads: one of the copies of the source operator.
 *
 * @param subtask its number, from zero
 * @param parallelism how many there are
 * @param metrics where it counts
 */
public record ReaderContext(int subtask, int parallelism, MetricGroup metrics) {
    /** A reader outside of a job, which shares with nobody. */
    public static ReaderContext alone() {
        return new ReaderContext(0, 1, new UnregisteredMetricsGroup());
    }
}
