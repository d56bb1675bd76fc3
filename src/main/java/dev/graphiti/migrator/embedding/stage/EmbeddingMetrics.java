package dev.graphiti.migrator.embedding.stage;

import dev.graphiti.migrator.embedding.EmbeddingListener;
import dev.graphiti.migrator.embedding.Verdict;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** What the embedder does, as metrics of the operator. */
final class EmbeddingMetrics implements EmbeddingListener {
    private static final int LATENCIES = 1_000;

    private final Counter texts;
    private final Counter cacheHits;
    private final Counter estimatedTokens;
    private final Counter tokens;
    private final Counter requests;
    private final Map<Verdict, Counter> retries = new EnumMap<>(Verdict.class);
    private final Histogram latency;
    private final AtomicInteger requestsInFlight = new AtomicInteger();
    private final BusyTimeGauge busy;

    EmbeddingMetrics(MetricGroup group) {
        texts = group.counter("embeddedTexts", new ThreadSafeSimpleCounter());
        cacheHits = group.counter("embeddingCacheHits", new ThreadSafeSimpleCounter());
        estimatedTokens = group.counter("embeddingTokensEstimated", new ThreadSafeSimpleCounter());
        tokens = group.counter("embeddingTokens", new ThreadSafeSimpleCounter());
        requests = group.counter("embeddingRequests", new ThreadSafeSimpleCounter());
        retries.put(Verdict.THROTTLED, group.counter("embeddingRetriesThrottled", new ThreadSafeSimpleCounter()));
        retries.put(Verdict.UNAVAILABLE, group.counter("embeddingRetriesUnavailable", new ThreadSafeSimpleCounter()));
        retries.put(Verdict.UNREADABLE, group.counter("embeddingRetriesUnreadable", new ThreadSafeSimpleCounter()));
        latency = group.histogram("embeddingLatencyMs", new DescriptiveStatisticsHistogram(LATENCIES));
        group.gauge("embeddingRequestsInFlight", (Gauge<Integer>) requestsInFlight::get);
        busy = group.gauge("embeddingBusyMsPerSecond", new BusyTimeGauge(System::nanoTime));
    }

    @Override
    public void cacheHits(int count) {
        cacheHits.inc(count);
    }

    @Override
    public void requestStarted(int count, long estimate) {
        requests.inc();
        estimatedTokens.inc(estimate);
        requestsInFlight.incrementAndGet();
    }

    @Override
    public void tokensCounted(long counted) {
        tokens.inc(counted);
    }

    @Override
    public void requestFinished(int embeddedTexts, Duration duration) {
        requestsInFlight.decrementAndGet();
        texts.inc(embeddedTexts);
        latency.update(duration.toMillis());
    }

    @Override
    public void retry(Verdict why) {
        Counter counter = retries.get(why);
        if (counter != null) {
            counter.inc();
        }
    }

    @Override
    public void load(int inFlight, int limit) {
        busy.busy(inFlight >= limit);
    }
}
