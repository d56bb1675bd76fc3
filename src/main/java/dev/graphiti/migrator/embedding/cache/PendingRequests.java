package dev.graphiti.migrator.embedding.cache;

import dev.graphiti.migrator.embedding.CacheKey;
import dev.graphiti.migrator.embedding.EmbeddingResult;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The texts that are being embedded, so that none is embedded a second time. */
public final class PendingRequests {
    /** All embedders of this process share it: subtasks meet the same names. */
    public static final PendingRequests OF_THIS_PROCESS = new PendingRequests();

    private final Map<CacheKey, CompletableFuture<EmbeddingResult>> results = new ConcurrentHashMap<>();

    /** Null if the key is the caller's now, who must then {@link #complete} or {@link #fail} it. */
    @Nullable
    CompletableFuture<EmbeddingResult> claim(CacheKey key, CompletableFuture<EmbeddingResult> result) {
        return results.putIfAbsent(key, result);
    }

    void complete(CacheKey key, CompletableFuture<EmbeddingResult> result, EmbeddingResult value) {
        results.remove(key, result);
        result.complete(value);
    }

    void fail(CacheKey key, CompletableFuture<EmbeddingResult> result, Throwable failure) {
        results.remove(key, result);
        result.completeExceptionally(failure);
    }
}
