package dev.graphiti.migrator.embedding.cache;

import dev.graphiti.migrator.embedding.CacheKey;
import dev.graphiti.migrator.model.Embedding;
import java.util.List;
import java.util.Map;

/**
 * Remembers vectors. May forget any of them at any time, but never gives a wrong one. Any number of threads; does not
 * know how a vector comes about.
 */
public interface EmbeddingCache extends AutoCloseable {
    /** Remembers nothing. */
    EmbeddingCache NONE = new EmbeddingCache() {
        @Override
        public Map<CacheKey, Embedding> find(List<CacheKey> keys) {
            return Map.of();
        }

        @Override
        public void put(Map<CacheKey, Embedding> embeddings) {}

        @Override
        public void close() {}
    };

    /** Those that are known. */
    Map<CacheKey, Embedding> find(List<CacheKey> keys);

    void put(Map<CacheKey, Embedding> embeddings);

    @Override
    void close();
}
