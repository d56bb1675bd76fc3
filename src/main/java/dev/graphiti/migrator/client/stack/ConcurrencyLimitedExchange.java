package dev.graphiti.migrator.client.stack;

import dev.graphiti.migrator.client.Exchange;
import dev.graphiti.migrator.client.HttpFailure;
import dev.graphiti.migrator.client.HttpFailure.Kind;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Lets a request wait until the limit has room for it. */
record ConcurrencyLimitedExchange<Q, A>(Exchange<Q, A> delegate, AdaptiveLimit limit) implements Exchange<Q, A> {
    @Override
    public CompletableFuture<A> send(Q request) {
        CompletableFuture<A> result = new CompletableFuture<>();
        limit.acquire(permit -> {
            CompletableFuture<A> unused = delegate.send(request).whenComplete((answer, thrown) -> {
                // The permit before the answer, since the caller may send its next request with the answer.
                limit.release(permit, isOverload(thrown));
                if (thrown == null) {
                    result.complete(answer);
                } else {
                    result.completeExceptionally(thrown);
                }
            });
        });
        return result;
    }

    private static boolean isOverload(@Nullable Throwable thrown) {
        HttpFailure failure = HttpFailure.in(thrown);
        return failure != null && (failure.kind() == Kind.THROTTLED || failure.kind() == Kind.UNAVAILABLE);
    }

    @Override
    public void close() {
        delegate.close();
    }
}
