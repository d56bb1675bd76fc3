package dev.graphiti.migrator.client.stack;

import dev.graphiti.migrator.client.Exchange;
import dev.graphiti.migrator.client.HttpFailure;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Asks for a second opinion of every answer. */
record ReconsideringExchange<Q, A>(Exchange<Q, A> delegate, SecondOpinion<Q, A> opinion) implements Exchange<Q, A> {
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // The inner future is that of the result.
    public CompletableFuture<A> send(Q request) {
        return delegate.send(request)
                .handle((answer, thrown) -> {
                    if (thrown == null) {
                        return opinion.ofSuccess(request, answer, delegate);
                    }
                    HttpFailure failure = HttpFailure.in(thrown);
                    return failure == null
                            ? CompletableFuture.<A>failedFuture(thrown)
                            : opinion.ofFailure(request, failure, delegate);
                })
                .thenCompose(Function.identity());
    }

    @Override
    public void close() {
        delegate.close();
    }
}
