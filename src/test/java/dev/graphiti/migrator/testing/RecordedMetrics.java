package dev.graphiti.migrator.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** Gives every metric out again by its name. */
public final class RecordedMetrics extends UnregisteredMetricsGroup {
    private final Map<String, Object> metrics = new HashMap<>();

    public Object get(String name) {
        Object metric = metrics.get(name);
        assertThat(metric).as(name).isNotNull();
        return metric == null ? name : metric;
    }

    public long count(String name) {
        return ((Counter) get(name)).getCount();
    }

    public Object value(String name) {
        return ((Gauge<?>) get(name)).getValue();
    }

    @Override
    public <C extends Counter> C counter(String name, C counter) {
        metrics.put(name, counter);
        return counter;
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
        metrics.put(name, gauge);
        return gauge;
    }

    @Override
    public <H extends Histogram> H histogram(String name, H histogram) {
        metrics.put(name, histogram);
        return histogram;
    }
}
