package dev.graphiti.migrator.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** A request that failed: what kind of failure, and one sentence about it that holds no secret. */
public final class HttpFailure extends RuntimeException {
    /** What to do about it. */
    public enum Kind {
        /** We ask too fast: slow down and ask again. */
        THROTTLED,
        /** The server or the way to it is not well: ask again. */
        UNAVAILABLE,
        /** The answer is cut or makes no sense: ask again a few times. */
        UNREADABLE,
        /** The request is too large, or its answer would be: ask for less. */
        TOO_LARGE,
        /** The server understands and refuses: the same request will be refused again. */
        REFUSED,
        /** The key is missing, wrong, or may not do this. */
        FORBIDDEN,
        /** There is no such thing there. */
        NOT_FOUND,
        /** It was asked for long enough, or no request there can succeed. */
        GAVE_UP
    }

    private final Kind kind;
    private final int status;
    private final @Nullable Duration retryAfter;

    public HttpFailure(Kind kind, int status, String sentence, @Nullable Duration retryAfter) {
        super(sentence);
        this.kind = kind;
        this.status = status;
        this.retryAfter = retryAfter;
    }

    /** A failure without an answer. */
    public static HttpFailure of(Kind kind, String sentence) {
        return new HttpFailure(kind, 0, sentence, null);
    }

    public Kind kind() {
        return kind;
    }

    /** The status of the answer; 0 where there was none. */
    public int status() {
        return status;
    }

    /** How long the server asked us to wait. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }

    /** Whether the same request may succeed later. */
    public boolean isPassing() {
        return kind == Kind.THROTTLED || kind == Kind.UNAVAILABLE || kind == Kind.UNREADABLE;
    }

    /** The failure inside what a future failed with; null for anything else, which is a fault of ours. */
    public static @Nullable HttpFailure in(@Nullable Throwable thrown) {
        return unwrap(thrown) instanceof HttpFailure failure ? failure : null;
    }

    public static @Nullable Throwable unwrap(@Nullable Throwable thrown) {
        Throwable inner = thrown;
        while ((inner instanceof CompletionException || inner instanceof ExecutionException)
                && inner.getCause() != null) {
            inner = inner.getCause();
        }
        return inner;
    }

    /**
     * Waits for an answer, on a thread that may wait.
     *
     * @throws HttpFailure what the future failed with
     */
    public static <T> T await(CompletableFuture<T> future) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for an answer");
        } catch (ExecutionException e) {
            Throwable inner = unwrap(e);
            if (inner instanceof RuntimeException known) {
                throw known;
            }
            throw new IOException(String.valueOf(inner), inner);
        }
    }
}
