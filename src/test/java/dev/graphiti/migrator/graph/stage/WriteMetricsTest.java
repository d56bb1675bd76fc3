package dev.graphiti.migrator.graph.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.graph.WriteVerdict;
import dev.graphiti.migrator.graph.write.BatchResult.Fate;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.exceptions.ServiceUnavailableException;

class WriteMetricsTest {
    private final RememberingGroup group = new RememberingGroup();
    private final WriteMetrics metrics = new WriteMetrics(group);

    @Test
    void countsWhatBecameOfElements() {
        for (Fate fate : Fate.values()) {
            metrics.count(fate);
        }

        assertThat(group.counts())
                .containsEntry("elementsWritten", 2L)
                .containsEntry("elementsMerged", 2L)
                .containsEntry("edgesWaiting", 1L)
                .containsEntry("elementsDeadLettered", 1L);
    }

    @Test
    void countsRetriesByTheirReason() {
        metrics.retried(WriteVerdict.WAIT, new ServiceUnavailableException("away"));
        metrics.retried(WriteVerdict.RETRY, new ServiceUnavailableException("deadlock"));
        metrics.retried(WriteVerdict.RETRY, new ServiceUnavailableException("deadlock"));

        assertThat(group.counts()).containsEntry("retriesOutage", 1L).containsEntry("retriesTransient", 2L);
    }

    @Test
    void tellsEachRetryOnce() {
        metrics.retried(WriteVerdict.WAIT, new ServiceUnavailableException("away"));
        metrics.retried(WriteVerdict.RETRY, new ServiceUnavailableException("deadlock"));

        assertThat(metrics.takeRetries())
                .containsExactly(
                        new RetriedBatches(RetriedBatches.TRANSIENT, 1), new RetriedBatches(RetriedBatches.OUTAGE, 1));
        assertThat(metrics.takeRetries()).isEmpty();
    }

    @Test
    void tellsHowLongBatchesTakeAndHowBusyNeo4jIs() {
        metrics.batchTook(30_000_000);
        metrics.batchTook(50_000_000);

        assertThat(Objects.requireNonNull(group.gauges.get("neo4jBusyMs")).getValue())
                .isEqualTo(80L);
        assertThat(Objects.requireNonNull(group.histograms.get("batchLatencyMs"))
                        .getStatistics()
                        .getMax())
                .isEqualTo(50);
    }

    private static final class RememberingGroup extends UnregisteredMetricsGroup {
        private final Map<String, Counter> counters = new TreeMap<>();
        private final Map<String, Gauge<?>> gauges = new TreeMap<>();
        private final Map<String, Histogram> histograms = new TreeMap<>();

        Map<String, Long> counts() {
            Map<String, Long> counts = new TreeMap<>();
            counters.forEach((name, counter) -> counts.put(name, counter.getCount()));
            return counts;
        }

        @Override
        public Counter counter(String name) {
            return counters.computeIfAbsent(name, super::counter);
        }

        @Override
        public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
            gauges.put(name, gauge);
            return gauge;
        }

        @Override
        public <H extends Histogram> H histogram(String name, H histogram) {
            histograms.put(name, histogram);
            return histogram;
        }
    }
}
