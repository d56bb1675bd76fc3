package dev.graphiti.migrator.embedding.stage;

import dev.graphiti.migrator.client.stack.CallMetrics;
import dev.graphiti.migrator.embedding.EmbeddingListener;
import dev.graphiti.migrator.embedding.EmbeddingResult;
import dev.graphiti.migrator.embedding.EmbeddingResult.Embedded;
import dev.graphiti.migrator.embedding.TokenEstimate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/** What the embedder does, as metrics of the operator. */
final class EmbeddingMetrics extends CallMetrics<List<String>, List<EmbeddingResult>> implements EmbeddingListener {
    private final Counter texts;
    private final Counter cacheHits;
    private final Counter estimatedTokens;
    private final Counter tokens;
    private final AtomicInteger requestsInFlight = new AtomicInteger();
    private final BusyTimeGauge busy;

    EmbeddingMetrics(MetricGroup group) {
        super(group, "embedding");
        texts = counter(group, "embeddedTexts");
        cacheHits = counter(group, "embeddingCacheHits");
        estimatedTokens = counter(group, "embeddingTokensEstimated");
        tokens = counter(group, "embeddingTokens");
        group.gauge("embeddingRequestsInFlight", (Gauge<Integer>) requestsInFlight::get);
        busy = group.gauge("embeddingBusyMsPerSecond", new BusyTimeGauge(System::nanoTime));
    }

    @Override
    public void cacheHits(int count) {
        cacheHits.inc(count);
    }

    @Override
    public void started(List<String> request) {
        super.started(request);
        estimatedTokens.inc(TokenEstimate.of(request));
        requestsInFlight.incrementAndGet();
    }

    @Override
    public void tokensCounted(long counted) {
        tokens.inc(counted);
    }

    @Override
    public void finished(@Nullable List<EmbeddingResult> results, Duration duration) {
        super.finished(results, duration);
        requestsInFlight.decrementAndGet();
        if (results != null) {
            texts.inc(results.stream().filter(Embedded.class::isInstance).count());
        }
    }

    @Override
    public void load(int inFlight, int limit) {
        busy.busy(inFlight >= limit);
    }
}
