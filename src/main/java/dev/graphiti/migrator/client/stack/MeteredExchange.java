package dev.graphiti.migrator.client.stack;

import dev.graphiti.migrator.client.Exchange;
import dev.graphiti.migrator.client.Timing;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Reports every attempt to the listener. The innermost layer: what throws below it becomes a failed future. */
record MeteredExchange<Q, A>(Exchange<Q, A> delegate, CallListener<Q, A> listener, Timing timing)
        implements Exchange<Q, A> {
    @Override
    public CompletableFuture<A> send(Q request) {
        listener.started(request);
        long start = timing.nanoTime();
        return sent(request)
                .whenComplete(
                        (answer, failure) -> listener.finished(answer, Duration.ofNanos(timing.nanoTime() - start)));
    }

    private CompletableFuture<A> sent(Q request) {
        try {
            return delegate.send(request);
        } catch (RuntimeException | LinkageError e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public void close() {
        delegate.close();
    }
}
