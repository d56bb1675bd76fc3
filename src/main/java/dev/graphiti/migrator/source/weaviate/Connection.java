package dev.graphiti.migrator.source.weaviate;

import dev.graphiti.migrator.config.Secret;
import dev.graphiti.migrator.http.HttpCall;
import dev.graphiti.migrator.http.HttpExchange;
import dev.graphiti.migrator.http.HttpLayers;
import dev.graphiti.migrator.http.HttpListener;
import dev.graphiti.migrator.http.JdkExchange;
import dev.graphiti.migrator.http.RateLimit;
import dev.graphiti.migrator.http.Shared;
import dev.graphiti.migrator.http.StatusJudgment;
import dev.graphiti.migrator.http.SystemTiming;
import dev.graphiti.migrator.http.Timing;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The way to one server, open once per process however many subtasks read from it. */
record Connection(HttpExchange exchange, Timing timing) {
    /** Splits follow each other closely, and each of them needs it. */
    private static final Duration LINGER = Duration.ofSeconds(20);

    private static final String THREADS = "graphiti-migrator-weaviate";
    private static final Shared<WeaviateSourceOptions, Connection> ALL =
            new Shared<>(Connection::open, Connection::close);

    /** Must be handed back with {@link #release}. */
    static Shared.Lease<Connection> lease(WeaviateSourceOptions options) {
        return ALL.lease(options);
    }

    /** Gives a lease back, but not at once. */
    static void release(Shared.Lease<Connection> lease) {
        CompletableFuture<Void> unused = lease.value().timing().after(LINGER).thenRun(lease::close);
    }

    private static Connection open(WeaviateSourceOptions options) {
        Secret key = options.apiKey();
        Map<String, Secret> headers =
                key == null || key.value().isBlank() ? Map.of() : Map.of("Authorization", bearer(key));
        Timing timing = new SystemTiming(THREADS + "-timer");
        HttpExchange network = new JdkExchange(options.http(), headers, timing, THREADS);
        HttpLayers layers = HttpLayers.over(
                network,
                new StatusJudgment(
                        "set source.api-key to a key that may read there", InstantSource.system()),
                HttpListener.NONE,
                timing);
        Integer quota = options.requestsPerSecond();
        if (quota != null) {
            RateLimit limit = new RateLimit(quota, timing);
            layers = layers.limited(call -> limit, call -> 1);
        }
        return new Connection(layers.retrying(options.http().outageLimit()), timing);
    }

    private static Secret bearer(Secret key) {
        return new Secret("Bearer " + key.value());
    }

    private void close() {
        exchange.close();
        timing.close();
    }

    /** Sends a request, with the layers around it. */
    CompletableFuture<byte[]> send(HttpCall call) {
        return exchange.send(call).thenApply(answer -> answer.body());
    }
}
