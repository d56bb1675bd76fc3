package dev.graphiti.migrator.client.stack;

import dev.graphiti.migrator.client.HttpFailure.Kind;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.jspecify.annotations.Nullable;

/** What every outbound client counts, as metrics of the operator whose names begin with a word. */
public abstract class CallMetrics<Q, A> implements CallListener<Q, A> {
    private static final int LATENCIES = 1_000;

    private final Counter requests;
    private final Map<Kind, Counter> retries = new EnumMap<>(Kind.class);
    private final Histogram latency;

    protected CallMetrics(MetricGroup group, String word) {
        requests = counter(group, word + "Requests");
        retries.put(Kind.THROTTLED, counter(group, word + "RetriesThrottled"));
        retries.put(Kind.UNAVAILABLE, counter(group, word + "RetriesUnavailable"));
        retries.put(Kind.UNREADABLE, counter(group, word + "RetriesUnreadable"));
        latency = group.histogram(word + "LatencyMs", new DescriptiveStatisticsHistogram(LATENCIES));
    }

    /** A counter for many threads. */
    protected static Counter counter(MetricGroup group, String name) {
        return group.counter(name, new ThreadSafeSimpleCounter());
    }

    @Override
    public void started(Q request) {
        requests.inc();
    }

    @Override
    public void finished(@Nullable A answer, Duration duration) {
        synchronized (latency) {
            latency.update(duration.toMillis());
        }
    }

    @Override
    public void retry(Kind why) {
        Counter counter = retries.get(why);
        if (counter != null) {
            counter.inc();
        }
    }
}
