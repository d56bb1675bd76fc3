package dev.graphiti.migrator.source.pinecone;

import dev.graphiti.migrator.client.Exchange;
import dev.graphiti.migrator.client.HttpAnswer;
import dev.graphiti.migrator.client.HttpCall;
import dev.graphiti.migrator.client.JdkExchange;
import dev.graphiti.migrator.client.StatusClassifier;
import dev.graphiti.migrator.client.SystemTiming;
import dev.graphiti.migrator.client.Timing;
import dev.graphiti.migrator.client.stack.HttpMetrics;
import dev.graphiti.migrator.client.stack.OutboundClient;
import dev.graphiti.migrator.client.stack.RateLimit;
import dev.graphiti.migrator.client.stack.RetryPolicy;
import dev.graphiti.migrator.client.stack.SharedQuota;
import dev.graphiti.migrator.config.Secret;
import dev.graphiti.migrator.source.ReaderContext;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The way to Pinecone of one subtask, or of the plan. */
final class PineconeConnections implements AutoCloseable {
    /** The purpose of what is asked first of all. */
    static final String PLAN = "plan";

    private static final String LIST = "list";
    private static final String FETCH = "fetch";
    private static final String READ_UNITS = "read units";

    private final PineconeOptions options;
    private final Timing timing;
    private final SharedQuota quota;
    private final Exchange<HttpCall, HttpAnswer> http;

    /**
     * Connects lazily.
     *
     * @param purpose those with the same share the quota
     */
    PineconeConnections(PineconeOptions options, String purpose, ReaderContext context) {
        this(options, purpose, context, new SystemTiming("graphiti-migrator-pinecone-timer"));
    }

    PineconeConnections(PineconeOptions options, String purpose, ReaderContext context, Timing timing) {
        this.options = options;
        this.timing = timing;
        quota = SharedQuota.join(
                options.name() + " " + purpose, quotas(options), context.subtask(), context.parallelism());
        String keyHint = "set source.api-key to a key that may read index " + options.name();
        RetryPolicy retries = new RetryPolicy(options.http().outageLimit(), "http.outage-limit");
        http = OutboundClient.http(
                        new JdkExchange(options.http(), headers(options), timing, "graphiti-migrator-pinecone"),
                        new StatusClassifier(secrets(options), keyHint, InstantSource.system()),
                        new HttpMetrics(context.metrics()),
                        timing)
                .limited(this::limitOf, call -> 1)
                .limited(call -> kind(call) == null ? null : quota.limit(READ_UNITS), this::readUnits)
                .reconsidered(new PineconeOpinion())
                .retried(purpose.equals(PLAN) ? retries.fromTheStart() : retries)
                .open();
    }

    Exchange<HttpCall, HttpAnswer> http() {
        return http;
    }

    private static Map<String, Double> quotas(PineconeOptions options) {
        Map<String, Double> quotas = new HashMap<>();
        quotas.put(LIST, options.listRate());
        quotas.put(FETCH, options.fetchRate());
        if (options.readUnitRate() != null) {
            quotas.put(READ_UNITS, options.readUnitRate());
        }
        return quotas;
    }

    private static List<Secret> secrets(PineconeOptions options) {
        return options.apiKey() == null ? List.of() : List.of(options.apiKey());
    }

    private static Map<String, Secret> headers(PineconeOptions options) {
        Map<String, Secret> headers = new HashMap<>();
        headers.put("X-Pinecone-Api-Version", new Secret(options.version()));
        Secret key = options.apiKey();
        if (key != null && !key.value().isBlank()) {
            headers.put("Api-Key", key);
        }
        return headers;
    }

    private @Nullable RateLimit limitOf(HttpCall call) {
        String kind = kind(call);
        return kind == null ? null : quota.limit(kind);
    }

    private static @Nullable String kind(HttpCall call) {
        String address = call.address();
        return address.endsWith("/list") ? LIST : address.endsWith("/fetch") ? FETCH : null;
    }

    /** A page costs one; of records, ten do. */
    private double readUnits(HttpCall call) {
        if (!FETCH.equals(kind(call))) {
            return 1;
        }
        String query = call.uri().getRawQuery();
        int ids = query == null ? options.fetchSize() : query.split("&ids=", -1).length - 1;
        return Math.max(1, Math.ceil(ids / 10.0));
    }

    PineconeClient client() {
        return new PineconeClient(options, http);
    }

    @Override
    public void close() {
        http.close();
        quota.close();
        timing.close();
    }
}
