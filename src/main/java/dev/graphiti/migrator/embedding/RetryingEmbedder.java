package dev.graphiti.migrator.embedding;

import dev.graphiti.migrator.client.Backoff;
import dev.graphiti.migrator.client.Timing;
import dev.graphiti.migrator.embedding.EmbeddingResult.Reason;
import dev.graphiti.migrator.embedding.EmbeddingResult.Rejected;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Repeats a request as its failure's verdict says: limits, server errors and silence until the time is up, senseless
 * answers a few times. Waits on a timer, not on a thread.
 */
public final class RetryingEmbedder extends DecoratedEmbedder {
    /** A server that talks nonsense three times will do so again. */
    static final int ATTEMPTS_AT_SENSE = 3;

    private final Duration giveUpAfter;
    private final EmbeddingListener listener;
    private final Timing timing;

    public RetryingEmbedder(Embedder delegate, Duration giveUpAfter, EmbeddingListener listener, Timing timing) {
        super(delegate);
        this.giveUpAfter = giveUpAfter;
        this.listener = listener;
        this.timing = timing;
    }

    @Override
    public CompletableFuture<List<EmbeddingResult>> embed(List<String> texts) {
        return new Request(texts).attempt();
    }

    @Override
    public void close() {
        super.close();
        timing.close();
    }

    /** One request on its way through its attempts, which follow one another. */
    private final class Request {
        private final List<String> texts;
        private int failures;
        private int senseless;
        private long firstFailure;

        Request(List<String> texts) {
            this.texts = texts;
        }

        CompletableFuture<List<EmbeddingResult>> attempt() {
            return delegate.embed(texts).thenApply(this::usable).exceptionallyCompose(this::next);
        }

        /** A vector that is none is worth another try, but in the end only its text's misfortune. */
        private List<EmbeddingResult> usable(List<EmbeddingResult> results) {
            if (hasInvalidVector(results) && senseless + 1 < ATTEMPTS_AT_SENSE) {
                throw new EmbeddingFailure(Verdict.UNREADABLE, "a vector is not usable");
            }
            return results;
        }

        private CompletableFuture<List<EmbeddingResult>> next(Throwable thrown) {
            EmbeddingFailure failure = EmbeddingFailure.in(thrown);
            if (failure == null) {
                return CompletableFuture.failedFuture(thrown);
            }
            return switch (failure.verdict()) {
                case REFUSED, FATAL -> CompletableFuture.failedFuture(failure);
                case THROTTLED, UNAVAILABLE, UNREADABLE -> again(failure);
            };
        }

        private CompletableFuture<List<EmbeddingResult>> again(EmbeddingFailure failure) {
            failures++;
            if (failures == 1) {
                firstFailure = timing.nanoTime();
            }
            if (failure.verdict() == Verdict.UNREADABLE && ++senseless == ATTEMPTS_AT_SENSE) {
                return CompletableFuture.failedFuture(gaveUp(failure));
            }
            Duration delay = Backoff.DEFAULT.delay(failures, failure.retryAfter(), timing.random());
            Duration failing = Duration.ofNanos(timing.nanoTime() - firstFailure);
            if (failing.plus(delay).compareTo(giveUpAfter) > 0) {
                return CompletableFuture.failedFuture(gaveUp(failure));
            }
            listener.retry(failure.verdict());
            return timing.after(delay).thenCompose(due -> attempt());
        }

        private EmbeddingFailure gaveUp(EmbeddingFailure last) {
            return new EmbeddingFailure(Verdict.FATAL, last.sentence() + ending(last));
        }

        private String ending(EmbeddingFailure last) {
            if (last.verdict() == Verdict.UNREADABLE) {
                return " (tried %d times)".formatted(failures);
            }
            Duration wait = last.retryAfter();
            if (wait != null && wait.compareTo(giveUpAfter) > 0) {
                return "; it asks to wait %d s, longer than embedding.give-up-after: resume the run after that"
                        .formatted(wait.toSeconds());
            }
            return "; gave up after %d attempts in %d s, resume the run when the server is available again"
                    .formatted(
                            failures,
                            Duration.ofNanos(timing.nanoTime() - firstFailure).toSeconds());
        }
    }

    private static boolean hasInvalidVector(List<EmbeddingResult> results) {
        return results.stream()
                .anyMatch(result -> result instanceof Rejected rejected && rejected.reason() == Reason.INVALID_VECTOR);
    }
}
