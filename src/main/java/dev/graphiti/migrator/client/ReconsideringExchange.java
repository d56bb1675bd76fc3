package dev.graphiti.migrator.client;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Asks for a second opinion of every answer. */
record ReconsideringExchange(HttpExchange delegate, SecondOpinion opinion) implements HttpExchange {
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // The inner future is that of the result.
    public CompletableFuture<HttpAnswer> send(HttpCall call) {
        return delegate.send(call)
                .handle((answer, thrown) -> {
                    if (thrown == null) {
                        return opinion.ofSuccess(call, answer, delegate);
                    }
                    HttpFailure failure = HttpFailure.in(thrown);
                    return failure == null
                            ? CompletableFuture.<HttpAnswer>failedFuture(thrown)
                            : opinion.ofFailure(call, failure, delegate);
                })
                .thenCompose(Function.identity());
    }

    @Override
    public void close() {
        delegate.close();
    }
}
