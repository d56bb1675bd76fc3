package dev.graphiti.migrator.embedding;

import java.time.Duration;

/** Hears what an embedder does, from any thread. */
public interface EmbeddingListener {
    EmbeddingListener NONE = new EmbeddingListener() {};

    /** Texts whose vector was known, or was being made already. */
    default void cacheHits(int texts) {}

    /** A request goes out; a repeated one counts again. */
    default void requestStarted(int texts, long estimatedTokens) {}

    /** The server has counted the tokens of one request; 0 where it does not tell. */
    default void tokensCounted(long tokens) {}

    /**
     * An answer came, or none will.
     *
     * @param embeddedTexts how many texts have a vector now; none if the request failed
     */
    default void requestFinished(int embeddedTexts, Duration latency) {}

    /** The request will be repeated. */
    default void retry(Verdict why) {}

    /** Requests in flight, and how many may be at the moment. */
    default void load(int inFlight, int limit) {}
}
