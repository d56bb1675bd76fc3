package dev.graphiti.migrator.client;

import java.util.concurrent.CompletableFuture;

/** Converts every unsuccessful answer into a failure. */
record JudgingExchange(HttpExchange delegate, Judgment judgment) implements HttpExchange {
    @Override
    public CompletableFuture<HttpAnswer> send(HttpCall call) {
        return delegate.send(call).thenApply(answer -> {
            if (!answer.isSuccess()) {
                throw judgment.of(call, answer);
            }
            return answer;
        });
    }

    @Override
    public void close() {
        delegate.close();
    }
}
