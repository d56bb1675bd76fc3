package dev.graphiti.migrator.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Reports every attempt to the listener. */
record MeteredExchange(HttpExchange delegate, HttpListener listener, Timing timing) implements HttpExchange {
    @Override
    public CompletableFuture<HttpAnswer> send(HttpCall call) {
        listener.started();
        long start = timing.nanoTime();
        return delegate.send(call)
                .whenComplete((answer, failure) -> listener.finished(
                        answer == null ? 0 : answer.body().length, Duration.ofNanos(timing.nanoTime() - start)));
    }

    @Override
    public void close() {
        delegate.close();
    }
}
