package dev.graphiti.migrator.client.stack;

import dev.graphiti.migrator.client.Exchange;
import dev.graphiti.migrator.client.HttpAnswer;
import dev.graphiti.migrator.client.HttpCall;
import dev.graphiti.migrator.client.ResponseClassifier;
import dev.graphiti.migrator.client.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Says which layers an outbound client has, and stacks them: the order of the layers is decided in {@link #open} and
 * nowhere else. A layer that is not asked for is not there.
 *
 * @param <Q> the request
 * @param <A> the answer
 */
public final class OutboundClient<Q, A> {
    private final Exchange<Q, A> server;
    private final CallListener<Q, A> listener;
    private final Timing timing;
    private final List<Quota<Q>> quotas = new ArrayList<>();
    private int concurrency;
    private @Nullable SecondOpinion<Q, A> opinion;
    private @Nullable RetryPolicy retries;
    private Predicate<A> doubtful = answer -> false;

    private OutboundClient(Exchange<Q, A> server, CallListener<Q, A> listener, Timing timing) {
        this.server = server;
        this.listener = listener;
        this.timing = timing;
    }

    /** What a request takes from which limit. */
    record Quota<Q>(LimitOf<Q> limits, ToDoubleFunction<Q> cost) {}

    /** Finds the limit that a request has to keep to. */
    public interface LimitOf<Q> {
        /** Null for a request that has none. */
        @Nullable
        RateLimit find(Q request);
    }

    /** A client of a server that is called in HTTP's own terms. */
    public static OutboundClient<HttpCall, HttpAnswer> http(
            Exchange<HttpCall, HttpAnswer> network,
            ResponseClassifier classifier,
            CallListener<HttpCall, HttpAnswer> listener,
            Timing timing) {
        return http(network, classifier, Codec.HTTP, listener, timing);
    }

    /** A client of one endpoint, whose requests and answers a codec translates. */
    public static <Q, A> OutboundClient<Q, A> http(
            Exchange<HttpCall, HttpAnswer> network,
            ResponseClassifier classifier,
            Codec<Q, A> codec,
            CallListener<Q, A> listener,
            Timing timing) {
        return of(new HttpEndpoint<>(network, classifier, codec, listener), listener, timing);
    }

    /** A client of anything that answers, for instance a model in this process. */
    public static <Q, A> OutboundClient<Q, A> of(Exchange<Q, A> server, CallListener<Q, A> listener, Timing timing) {
        return new OutboundClient<>(server, listener, timing);
    }

    /** Requests wait for the limit that is theirs, which may be shared with others; each takes its cost from it. */
    public OutboundClient<Q, A> limited(LimitOf<Q> limits, ToDoubleFunction<Q> cost) {
        quotas.add(new Quota<>(limits, cost));
        return this;
    }

    /** So many requests are in flight at most, and fewer while the server is overloaded. */
    public OutboundClient<Q, A> concurrent(int requests) {
        concurrency = requests;
        return this;
    }

    /** Each answer is looked at once more before it counts. */
    public OutboundClient<Q, A> reconsidered(SecondOpinion<Q, A> second) {
        opinion = second;
        return this;
    }

    /** What fails in passing is repeated. */
    public OutboundClient<Q, A> retried(RetryPolicy policy) {
        retries = policy;
        return this;
    }

    /** Such answers are repeated like unreadable ones, and the last of them is taken. */
    public OutboundClient<Q, A> doubting(Predicate<A> answers) {
        doubtful = answers;
        return this;
    }

    /**
     * The client, with its layers from the server outward. Metrics see every attempt. A request waits for its permit and
     * its quota again before each attempt, and holds no permit while it waits for the next one; both limits hear how each
     * attempt ended. Only what an opinion confirms is repeated, or is final.
     */
    public Exchange<Q, A> open() {
        Exchange<Q, A> client = new MeteredExchange<>(server, listener, timing);
        if (concurrency > 0) {
            client = new ConcurrencyLimitedExchange<>(client, new AdaptiveLimit(concurrency, listener));
        }
        for (Quota<Q> quota : quotas) {
            client = new RateLimitedExchange<>(client, quota, listener, timing);
        }
        if (opinion != null) {
            client = new ReconsideringExchange<>(client, opinion);
        }
        if (retries != null) {
            client = new RetryingExchange<>(client, retries, doubtful, listener, timing);
        }
        return client;
    }
}
