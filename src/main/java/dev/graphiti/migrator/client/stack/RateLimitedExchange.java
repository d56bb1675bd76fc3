package dev.graphiti.migrator.client.stack;

import dev.graphiti.migrator.client.Exchange;
import dev.graphiti.migrator.client.HttpFailure;
import dev.graphiti.migrator.client.HttpFailure.Kind;
import dev.graphiti.migrator.client.Timing;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Lets a request wait for its share of a quota, and slows down when the server says that we are too fast. */
record RateLimitedExchange<Q, A>(
        Exchange<Q, A> delegate, OutboundClient.Quota<Q> quota, CallListener<Q, A> listener, Timing timing)
        implements Exchange<Q, A> {

    @Override
    public CompletableFuture<A> send(Q request) {
        RateLimit limit = quota.limits().find(request);
        if (limit == null) {
            return delegate.send(request);
        }
        Duration wait = limit.take(quota.cost().applyAsDouble(request));
        if (wait.isZero()) {
            return heard(limit, delegate.send(request));
        }
        listener.waited(wait);
        return timing.after(wait).thenCompose(due -> heard(limit, delegate.send(request)));
    }

    private static <A> CompletableFuture<A> heard(RateLimit limit, CompletableFuture<A> answer) {
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
