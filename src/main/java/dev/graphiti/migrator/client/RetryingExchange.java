package dev.graphiti.migrator.client;

import dev.graphiti.migrator.client.HttpFailure.Kind;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Repeats a request that failed in passing, until patience ends. Waits on a timer, not on a thread. Closing it fails
 * what is still on its way, so that nobody waits for a timer that is gone.
 */
final class RetryingExchange implements HttpExchange {
    private final HttpExchange delegate;
    private final RetryTimeout patience;
    private final HttpListener listener;
    private final Timing timing;
    private final Set<Request> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;
    private volatile boolean reached;

    RetryingExchange(HttpExchange delegate, RetryTimeout patience, HttpListener listener, Timing timing) {
        this.delegate = delegate;
        this.patience = patience;
        this.listener = listener;
        this.timing = timing;
    }

    @Override
    public CompletableFuture<HttpAnswer> send(HttpCall call) {
        CompletableFuture<HttpAnswer> result = new CompletableFuture<>();
        Request request = new Request(call, result);
        open.add(request);
        request.attempt();
        if (closed) {
            closeOpen();
        }
        return result;
    }

    @Override
    public void close() {
        closed = true;
        closeOpen();
        delegate.close();
    }

    private void closeOpen() {
        HttpFailure failure = HttpFailure.of(Kind.GAVE_UP, "the connection was closed by the client");
        open.forEach(request -> request.result.completeExceptionally(failure));
        open.clear();
    }

    /** One request on its way through its attempts, which follow one another. */
    private final class Request {
        private final HttpCall call;
        private final CompletableFuture<HttpAnswer> result;
        private int failures;
        private long firstFailure;

        Request(HttpCall call, CompletableFuture<HttpAnswer> result) {
            this.call = call;
            this.result = result;
        }

        void attempt() {
            CompletableFuture<HttpAnswer> unused = delegate.send(call).whenComplete((answer, thrown) -> {
                HttpFailure failure = HttpFailure.in(thrown);
                if (failure == null || failure.status() != 0) {
                    reached = true;
                }
                if (failure != null && failure.isPassing() && !closed) {
                    again(failure);
                } else {
                    end(answer, thrown);
                }
            });
        }

        private void end(HttpAnswer answer, Throwable thrown) {
            open.remove(this);
            if (thrown == null) {
                result.complete(answer);
            } else {
                Throwable inner = HttpFailure.unwrap(thrown);
                result.completeExceptionally(inner == null ? thrown : inner);
            }
        }

        private void again(HttpFailure failure) {
            failures++;
            if (failures == 1) {
                firstFailure = timing.nanoTime();
            }
            Duration delay = Backoff.DEFAULT.delay(failures, failure.retryAfter(), timing.random());
            Duration failing = Duration.ofNanos(timing.nanoTime() - firstFailure);
            if (failing.plus(delay).compareTo(patience.of(reached)) > 0) {
                open.remove(this);
                result.completeExceptionally(gaveUp(failure, failing));
                return;
            }
            listener.retry(failure.kind());
            CompletableFuture<Void> unused = timing.after(delay).thenRun(this::attempt);
        }

        private HttpFailure gaveUp(HttpFailure last, Duration failing) {
            if (!patience.of(reached).equals(patience.outage())) {
                return HttpFailure.of(
                        Kind.GAVE_UP, last.sentence() + "; it has never answered, check the address and http.proxy");
            }
            Duration wait = last.retryAfter();
            String ending = wait != null && wait.compareTo(patience.outage()) > 0
                    ? "; it asks to wait %d s, longer than http.outage-limit: resume the run after that"
                            .formatted(wait.toSeconds())
                    : "; gave up after %d attempts in %d s, resume the run when the server is available again"
                            .formatted(failures, failing.toSeconds());
            return new HttpFailure(Kind.GAVE_UP, last.status(), last.sentence() + ending, null);
        }
    }
}
