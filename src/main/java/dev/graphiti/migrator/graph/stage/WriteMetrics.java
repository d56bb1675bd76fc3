package dev.graphiti.migrator.graph.stage;

import dev.graphiti.migrator.graph.WriteVerdict;
import dev.graphiti.migrator.graph.write.BatchResult.Fate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.neo4j.driver.exceptions.Neo4jException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Flink metrics of a writer: counts, batch latency, retries by class, and the time in which a batch is in flight.
 */
final class WriteMetrics implements RetryingWriter.Surroundings {
    private static final Logger LOG = LoggerFactory.getLogger(WriteMetrics.class);

    private final Counter written;
    private final Counter merged;
    private final Counter waiting;
    private final Counter deadLettered;
    private final Counter deadlockRetries;
    private final Counter outageRetries;
    private long toldDeadlockRetries;
    private long toldOutageRetries;
    private final DescriptiveStatisticsHistogram batchMillis = new DescriptiveStatisticsHistogram(1000);
    private final AtomicLong busyNanos = new AtomicLong();

    WriteMetrics(MetricGroup group) {
        written = group.counter("elementsWritten");
        merged = group.counter("elementsMerged");
        waiting = group.counter("edgesWaiting");
        deadLettered = group.counter("elementsDeadLettered");
        deadlockRetries = group.counter("retriesTransient");
        outageRetries = group.counter("retriesOutage");
        group.histogram("batchLatencyMs", batchMillis);
        group.gauge("neo4jBusyMs", () -> Duration.ofNanos(busyNanos.get()).toMillis());
    }

    /** Tells how many edges wait at the moment. */
    static AtomicLong edgesWaitingNow(MetricGroup group) {
        AtomicLong now = new AtomicLong();
        group.gauge("edgesWaitingNow", now::get);
        return now;
    }

    void count(Fate fate) {
        switch (fate) {
            case WRITTEN, UPDATED -> written.inc();
            case MERGED, KEPT_CHANGED -> merged.inc();
            case WAITING -> waiting.inc();
            case REFUSED -> deadLettered.inc();
        }
    }

    /** What was retried since the last call, for the task thread; nothing where nothing was. */
    List<RetriedBatches> takeRetries() {
        long deadlocks = deadlockRetries.getCount() - toldDeadlockRetries;
        long outages = outageRetries.getCount() - toldOutageRetries;
        toldDeadlockRetries += deadlocks;
        toldOutageRetries += outages;
        return Stream.of(
                        new RetriedBatches(RetriedBatches.TRANSIENT, deadlocks),
                        new RetriedBatches(RetriedBatches.OUTAGE, outages))
                .filter(retried -> retried.count() > 0)
                .toList();
    }

    void batchTook(long nanos) {
        busyNanos.addAndGet(nanos);
        batchMillis.update(Duration.ofNanos(nanos).toMillis());
    }

    @Override
    public void sleep(Duration time) throws InterruptedException {
        Thread.sleep(time.toMillis(), time.toNanosPart() % 1_000_000);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void retried(WriteVerdict verdict, Neo4jException failure) {
        if (verdict == WriteVerdict.WAIT) {
            outageRetries.inc();
            LOG.warn("Neo4j is unavailable, retrying: {}", failure.getMessage());
        } else {
            deadlockRetries.inc();
            LOG.debug("Transient failure, retrying: {}", failure.getMessage());
        }
    }
}
