package dev.graphiti.migrator.source.weaviate;

import dev.graphiti.migrator.client.Exchange;
import dev.graphiti.migrator.client.HttpAnswer;
import dev.graphiti.migrator.client.HttpCall;
import dev.graphiti.migrator.client.JdkExchange;
import dev.graphiti.migrator.client.StatusClassifier;
import dev.graphiti.migrator.client.SystemTiming;
import dev.graphiti.migrator.client.Timing;
import dev.graphiti.migrator.client.stack.HttpMetrics;
import dev.graphiti.migrator.client.stack.OutboundClient;
import dev.graphiti.migrator.client.stack.RetryPolicy;
import dev.graphiti.migrator.client.stack.SharedQuota;
import dev.graphiti.migrator.config.Secret;
import dev.graphiti.migrator.source.ReaderContext;
import dev.graphiti.migrator.source.weaviate.api.WeaviateOpinion;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** The way of one subtask to the server; the quota is that of all subtasks. */
record Connection(Exchange<HttpCall, HttpAnswer> exchange, SharedQuota quota, Timing timing) implements AutoCloseable {
    private static final String THREADS = "graphiti-migrator-weaviate";
    private static final String REQUESTS = "requests";
    private static final String KEY_HINT = "set source.api-key to a key that may read there";

    static Connection open(WeaviateSourceOptions options, ReaderContext reader) {
        return open(options, reader, retries(options), newTiming());
    }

    /** For what is asked first of all. */
    static Connection openToPlan(WeaviateSourceOptions options) {
        return open(options, ReaderContext.alone(), retries(options).fromTheStart(), newTiming());
    }

    private static Timing newTiming() {
        return new SystemTiming(THREADS + "-timer");
    }

    static RetryPolicy retries(WeaviateSourceOptions options) {
        return new RetryPolicy(options.http().outageLimit(), "http.outage-limit");
    }

    static Connection open(WeaviateSourceOptions options, ReaderContext reader, RetryPolicy retries, Timing timing) {
        Secret key = options.apiKey();
        Map<String, Secret> headers = key == null || key.value().isBlank()
                ? Map.of()
                : Map.of("Authorization", new Secret("Bearer " + key.value()));
        Integer perSecond = options.requestsPerSecond();
        Map<String, Double> limits = perSecond == null ? Map.of() : Map.of(REQUESTS, (double) perSecond);
        SharedQuota quota = SharedQuota.join(options.base(), limits, reader.subtask(), reader.parallelism());
        Exchange<HttpCall, HttpAnswer> exchange = OutboundClient.http(
                        new JdkExchange(options.http(), headers, timing, THREADS),
                        new StatusClassifier(key == null ? List.of() : List.of(key), KEY_HINT, InstantSource.system()),
                        new HttpMetrics(reader.metrics()),
                        timing)
                .limited(call -> quota.limit(REQUESTS), call -> 1)
                .reconsidered(new WeaviateOpinion(options.base()))
                .retried(retries)
                .open();
        return new Connection(exchange, quota, timing);
    }

    @Override
    public void close() {
        exchange.close();
        quota.close();
        timing.close();
    }
}
