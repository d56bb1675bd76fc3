package dev.graphiti.migrator.embedding;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** A request that failed, and what to do about it. Travels between the decorators only. */
public final class EmbeddingFailure extends RuntimeException {
    private final Verdict verdict;

    /** How long the provider asked us to wait. */
    private final @Nullable Duration retryAfter;

    public EmbeddingFailure(Verdict verdict, String sentence) {
        this(verdict, sentence, null);
    }

    public EmbeddingFailure(Verdict verdict, String sentence, @Nullable Duration retryAfter) {
        super(sentence);
        this.verdict = verdict;
        this.retryAfter = retryAfter;
    }

    /** The failure inside what a future failed with; null for anything else, which is a fault of ours. */
    static @Nullable EmbeddingFailure in(@Nullable Throwable thrown) {
        return unwrap(thrown) instanceof EmbeddingFailure failure ? failure : null;
    }

    public static @Nullable Throwable unwrap(@Nullable Throwable thrown) {
        Throwable inner = thrown;
        while (inner instanceof CompletionException && inner.getCause() != null) {
            inner = inner.getCause();
        }
        return inner;
    }

    public Verdict verdict() {
        return verdict;
    }

    @Nullable
    public Duration retryAfter() {
        return retryAfter;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
