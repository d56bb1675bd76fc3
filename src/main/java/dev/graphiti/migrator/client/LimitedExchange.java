package dev.graphiti.migrator.client;

import dev.graphiti.migrator.client.HttpFailure.Kind;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToDoubleFunction;

/**
 * Lets a request wait for its share of a quota, and slows down when the server says that we are too fast.
 *
 * @param limits finds the limit of a call; null for one that has none
 * @param cost of a call
 */
record LimitedExchange(
        HttpExchange delegate, LimitOf limits, ToDoubleFunction<HttpCall> cost, HttpListener listener, Timing timing)
        implements HttpExchange {

    @Override
    public CompletableFuture<HttpAnswer> send(HttpCall call) {
        RateLimit limit = limits.find(call);
        if (limit == null) {
            return delegate.send(call);
        }
        Duration wait = limit.take(cost.applyAsDouble(call));
        if (wait.isZero()) {
            return heard(limit, delegate.send(call));
        }
        listener.waited(wait);
        return timing.after(wait).thenCompose(due -> heard(limit, delegate.send(call)));
    }

    private static CompletableFuture<HttpAnswer> heard(RateLimit limit, CompletableFuture<HttpAnswer> answer) {
        return answer.whenComplete((good, thrown) -> {
            HttpFailure failure = HttpFailure.in(thrown);
            if (failure != null && failure.kind() == Kind.THROTTLED) {
                limit.tooFast();
            }
        });
    }

    @Override
    public void close() {
        delegate.close();
    }
}
