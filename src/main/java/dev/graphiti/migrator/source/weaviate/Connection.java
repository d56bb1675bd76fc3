package dev.graphiti.migrator.source.weaviate;

import dev.graphiti.migrator.client.HttpExchange;
import dev.graphiti.migrator.client.HttpLayers;
import dev.graphiti.migrator.client.HttpMetrics;
import dev.graphiti.migrator.client.JdkExchange;
import dev.graphiti.migrator.client.SharedQuota;
import dev.graphiti.migrator.client.StatusJudgment;
import dev.graphiti.migrator.client.SystemTiming;
import dev.graphiti.migrator.client.Timing;
import dev.graphiti.migrator.config.Secret;
import dev.graphiti.migrator.source.ReaderContext;
import dev.graphiti.migrator.source.weaviate.api.WeaviateOpinion;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The way of one subtask to the server; the quota is that of all subtasks. */
record Connection(HttpExchange exchange, SharedQuota quota, Timing timing) implements AutoCloseable {
    private static final String THREADS = "graphiti-migrator-weaviate";
    private static final String REQUESTS = "requests";
    private static final String KEY_HINT = "set source.api-key to a key that may read there";

    static Connection open(WeaviateSourceOptions options, ReaderContext reader) {
        return open(options, reader, layers -> layers.retrying(options.http().outageLimit()));
    }

    /** For what is asked first of all. */
    static Connection openToPlan(WeaviateSourceOptions options) {
        return open(
                options,
                ReaderContext.alone(),
                layers -> layers.retryingFromTheStart(options.http().outageLimit()));
    }

    private static Connection open(
            WeaviateSourceOptions options, ReaderContext reader, Function<HttpLayers, HttpExchange> retrying) {
        Secret key = options.apiKey();
        Map<String, Secret> headers = key == null || key.value().isBlank()
                ? Map.of()
                : Map.of("Authorization", new Secret("Bearer " + key.value()));
        Integer perSecond = options.requestsPerSecond();
        Map<String, Double> limits = perSecond == null ? Map.of() : Map.of(REQUESTS, (double) perSecond);
        Timing timing = new SystemTiming(THREADS + "-timer");
        SharedQuota quota = SharedQuota.join(options.base(), limits, reader.subtask(), reader.parallelism());
        HttpLayers layers = HttpLayers.over(
                        new JdkExchange(options.http(), headers, timing, THREADS),
                        new StatusJudgment(key == null ? List.of() : List.of(key), KEY_HINT, InstantSource.system()),
                        new HttpMetrics(reader.metrics()),
                        timing)
                .limited(call -> quota.limit(REQUESTS), call -> 1)
                .reconsidered(new WeaviateOpinion(options.base()));
        return new Connection(retrying.apply(layers), quota, timing);
    }

    @Override
    public void close() {
        exchange.close();
        quota.close();
        timing.close();
    }
}
