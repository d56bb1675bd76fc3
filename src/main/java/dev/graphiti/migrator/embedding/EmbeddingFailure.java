package dev.graphiti.migrator.embedding;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** A request that failed, and what to do about it. Travels between the decorators only. */
final class EmbeddingFailure extends RuntimeException {
    private final Verdict verdict;

    /** How long the provider asked us to wait. */
    private final @Nullable Duration retryAfter;

    EmbeddingFailure(Verdict verdict, String sentence) {
        this(verdict, sentence, null);
    }

    EmbeddingFailure(Verdict verdict, String sentence, @Nullable Duration retryAfter) {
        super(sentence);
        this.verdict = verdict;
        this.retryAfter = retryAfter;
    }

    /** The failure inside what a future failed with; null for anything else, which is a fault of ours. */
    static @Nullable EmbeddingFailure in(@Nullable Throwable thrown) {
        return unwrap(thrown) instanceof EmbeddingFailure failure ? failure : null;
    }

    static @Nullable Throwable unwrap(@Nullable Throwable thrown) {
        Throwable inner = thrown;
        while (inner instanceof CompletionException && inner.getCause() != null) {
            inner = inner.getCause();
        }
        return inner;
    }

    Verdict verdict() {
        return verdict;
    }

    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
