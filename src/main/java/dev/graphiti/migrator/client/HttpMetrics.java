package dev.graphiti.migrator.client;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** What is sent and answered, as metrics of the operator. */
public final class HttpMetrics implements HttpListener {
    private static final int LATENCIES = 1_000;

    private final Counter requests;
    private final Counter bytes;
    private final Counter waitMillis;
    private final Map<HttpFailure.Kind, Counter> retries = new EnumMap<>(HttpFailure.Kind.class);
    private final Histogram latency;

    public HttpMetrics(MetricGroup group) {
        requests = group.counter("httpRequests", new ThreadSafeSimpleCounter());
        bytes = group.counter("httpBytes", new ThreadSafeSimpleCounter());
        waitMillis = group.counter("httpQuotaWaitMs", new ThreadSafeSimpleCounter());
        retries.put(HttpFailure.Kind.THROTTLED, group.counter("httpRetriesThrottled", new ThreadSafeSimpleCounter()));
        retries.put(
                HttpFailure.Kind.UNAVAILABLE, group.counter("httpRetriesUnavailable", new ThreadSafeSimpleCounter()));
        retries.put(HttpFailure.Kind.UNREADABLE, group.counter("httpRetriesUnreadable", new ThreadSafeSimpleCounter()));
        latency = group.histogram("httpLatencyMs", new DescriptiveStatisticsHistogram(LATENCIES));
    }

    @Override
    public void started() {
        requests.inc();
    }

    @Override
    public void finished(int answerBytes, Duration duration) {
        bytes.inc(answerBytes);
        synchronized (latency) {
            latency.update(duration.toMillis());
        }
    }

    @Override
    public void retry(HttpFailure.Kind why) {
        Counter counter = retries.get(why);
        if (counter != null) {
            counter.inc();
        }
    }

    @Override
    public void waited(Duration time) {
        waitMillis.inc(time.toMillis());
    }
}
