package dev.graphiti.migrator.client.stack;

import dev.graphiti.migrator.client.HttpAnswer;
import dev.graphiti.migrator.client.HttpCall;
import java.time.Duration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What a source over HTTP sends and gets, as metrics of the operator. */
public final class HttpMetrics extends CallMetrics<HttpCall, HttpAnswer> {
    private final Counter bytes;
    private final Counter waitMillis;

    public HttpMetrics(MetricGroup group) {
        super(group, "http");
        bytes = counter(group, "httpBytes");
        waitMillis = counter(group, "httpQuotaWaitMs");
    }

    @Override
    public void received(int answerBytes) {
        bytes.inc(answerBytes);
    }

    @Override
    public void waited(Duration time) {
        waitMillis.inc(time.toMillis());
    }
}
