package dev.graphiti.migrator.client;

import java.time.Duration;
import java.util.function.ToDoubleFunction;

/**
 * Stacks the layers over a network; their order is decided here and nowhere else. From the inside: metrics see every
 * attempt; the judgment turns an answer into the failure that it is; a request waits for its quota again before each
 * attempt, and the quota hears how it ended; what fails in passing is repeated.
 */
public final class HttpLayers {
    private static final Duration FIRST_CONTACT = Duration.ofSeconds(15);

    private final HttpListener listener;
    private final Timing timing;
    private HttpExchange exchange;

    private HttpLayers(HttpExchange exchange, HttpListener listener, Timing timing) {
        this.exchange = exchange;
        this.listener = listener;
        this.timing = timing;
    }

    /** The network, measured and judged. */
    public static HttpLayers over(HttpExchange network, Judgment judgment, HttpListener listener, Timing timing) {
        HttpExchange metered = new MeteredExchange(network, listener, timing);
        return new HttpLayers(new JudgingExchange(metered, judgment), listener, timing);
    }

    /** Calls wait for the limit that is theirs, which may be shared with others; each takes its cost from it. */
    public HttpLayers limited(LimitOf limits, ToDoubleFunction<HttpCall> cost) {
        exchange = new LimitedExchange(exchange, limits, cost, listener, timing);
        return this;
    }

    /** Each answer is looked at once more before it counts. */
    public HttpLayers reconsidered(SecondOpinion opinion) {
        exchange = new ReconsideringExchange(exchange, opinion);
        return this;
    }

    /** Repeats what fails in passing for so long, and is the outermost layer. */
    public HttpExchange retrying(Duration outageLimit) {
        return new RetryingExchange(exchange, new RetryTimeout(outageLimit, outageLimit), listener, timing);
    }

    /**
     * The same where nobody has been heard of yet: as long as no answer has ever come, the address may be wrong, and
     * a person should hear of that soon.
     */
    public HttpExchange retryingFromTheStart(Duration outageLimit) {
        return new RetryingExchange(exchange, new RetryTimeout(outageLimit, FIRST_CONTACT), listener, timing);
    }
}
