package dev.graphiti.migrator.client.stack;

import dev.graphiti.migrator.client.Exchange;
import dev.graphiti.migrator.client.HttpFailure;
import dev.graphiti.migrator.client.HttpFailure.Kind;
import dev.graphiti.migrator.client.Timing;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Repeats a request that failed in passing, as its policy says. Waits on a timer, not on a thread. Closing it fails what
 * is still on its way, so that no caller waits for a timer that is gone.
 */
final class RetryingExchange<Q, A> implements Exchange<Q, A> {
    private final Exchange<Q, A> delegate;
    private final RetryPolicy policy;
    private final Predicate<A> doubtful;
    private final CallListener<Q, A> listener;
    private final Timing timing;
    private final Set<Request> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;
    private volatile boolean reached;

    /**
     * Repeats around a delegate.
     *
     * @param doubtful answers that are repeated like unreadable ones, and taken where they are not repeated any more
     */
    RetryingExchange(
            Exchange<Q, A> delegate,
            RetryPolicy policy,
            Predicate<A> doubtful,
            CallListener<Q, A> listener,
            Timing timing) {
        this.delegate = delegate;
        this.policy = policy;
        this.doubtful = doubtful;
        this.listener = listener;
        this.timing = timing;
    }

    @Override
    public CompletableFuture<A> send(Q content) {
        CompletableFuture<A> result = new CompletableFuture<>();
        Request request = new Request(content, result);
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
        private final Q content;
        private final CompletableFuture<A> result;
        private int failures;
        private int unreadable;
        private long firstFailure;

        Request(Q content, CompletableFuture<A> result) {
            this.content = content;
            this.result = result;
        }

        void attempt() {
            CompletableFuture<A> unused = delegate.send(content).whenComplete((answer, thrown) -> {
                HttpFailure failure = HttpFailure.in(thrown);
                if (failure == null || failure.status() != 0) {
                    reached = true;
                }
                Kind why = closed ? null : thrown == null ? doubt(answer) : passing(failure);
                Duration delay = why == null ? null : delay(why, failure == null ? null : failure.retryAfter());
                if (why != null && delay != null) {
                    listener.retry(why);
                    attemptAfter(delay);
                } else if (why != null && failure != null) {
                    end(null, gaveUp(failure));
                } else {
                    end(answer, HttpFailure.unwrap(thrown));
                }
            });
        }

        private void attemptAfter(Duration delay) {
            CompletableFuture<Void> unused = timing.after(delay).thenRun(this::attempt);
        }

        private @Nullable Kind doubt(A answer) {
            return doubtful.test(answer) ? Kind.UNREADABLE : null;
        }

        private static @Nullable Kind passing(@Nullable HttpFailure failure) {
            return failure != null && failure.isPassing() ? failure.kind() : null;
        }

        private void end(@Nullable A answer, @Nullable Throwable thrown) {
            open.remove(this);
            if (thrown == null) {
                result.complete(answer);
            } else {
                result.completeExceptionally(thrown);
            }
        }

        /** How long to wait before the next attempt; null if there is none. */
        private @Nullable Duration delay(Kind why, @Nullable Duration retryAfter) {
            failures++;
            if (failures == 1) {
                firstFailure = timing.nanoTime();
            }
            if (why == Kind.UNREADABLE && ++unreadable >= policy.unreadable()) {
                return null;
            }
            Duration delay = RetryPolicy.delay(failures, retryAfter, timing.random());
            return failing().plus(delay).compareTo(policy.limit(reached)) > 0 ? null : delay;
        }

        private Duration failing() {
            return Duration.ofNanos(timing.nanoTime() - firstFailure);
        }

        private HttpFailure gaveUp(HttpFailure last) {
            return new HttpFailure(Kind.GAVE_UP, last.status(), last.sentence() + ending(last), null);
        }

        private String ending(HttpFailure last) {
            if (!policy.limit(reached).equals(policy.limit())) {
                return "; it has never answered, check the address and http.proxy";
            }
            if (last.kind() == Kind.UNREADABLE && policy.unreadable() < Integer.MAX_VALUE) {
                return " (tried %d times)".formatted(failures);
            }
            Duration wait = last.retryAfter();
            return wait != null && wait.compareTo(policy.limit()) > 0
                    ? "; it asks to wait %d s, longer than %s: resume the run after that"
                            .formatted(wait.toSeconds(), policy.setting())
                    : "; gave up after %d attempts in %d s, resume the run when the server is available again"
                            .formatted(failures, failing().toSeconds());
        }
    }
}
