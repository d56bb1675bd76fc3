package dev.graphiti.migrator.embedding;

import dev.graphiti.migrator.client.stack.CallListener;
import java.util.List;

/** Hears what an embedder does, from any thread. */
public interface EmbeddingListener extends CallListener<List<String>, List<EmbeddingResult>> {
    EmbeddingListener NONE = new EmbeddingListener() {};

    /** Texts whose vector was known, or was being made already. */
    default void cacheHits(int texts) {}

    /** The server has counted the tokens of one request; 0 where it does not say. */
    default void tokensCounted(long tokens) {}
}
