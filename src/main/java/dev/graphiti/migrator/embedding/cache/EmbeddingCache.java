package dev.graphiti.migrator.embedding.cache;

import dev.graphiti.migrator.embedding.TextKey;
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
        public Map<TextKey, Embedding> find(List<TextKey> keys) {
            return Map.of();
        }

        @Override
        public void put(Map<TextKey, Embedding> embeddings) {}

        @Override
        public void close() {}
    };

    /** Those that are known. */
    Map<TextKey, Embedding> find(List<TextKey> keys);

    void put(Map<TextKey, Embedding> embeddings);

    @Override
    void close();
}
