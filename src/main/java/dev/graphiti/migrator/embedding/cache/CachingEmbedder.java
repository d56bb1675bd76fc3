package dev.graphiti.migrator.embedding.cache;

import dev.graphiti.migrator.client.HttpFailure;
import dev.graphiti.migrator.client.HttpFailure.Kind;
import dev.graphiti.migrator.embedding.CacheKey;
import dev.graphiti.migrator.embedding.DecoratedEmbedder;
import dev.graphiti.migrator.embedding.Embedder;
import dev.graphiti.migrator.embedding.EmbeddingListener;
import dev.graphiti.migrator.embedding.EmbeddingResult;
import dev.graphiti.migrator.embedding.EmbeddingResult.Embedded;
import dev.graphiti.migrator.model.Embedding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Embeds each text once: what the cache knows is taken from it, what another call is embedding is waited for, and only
 * the rest goes to the delegate.
 */
public final class CachingEmbedder extends DecoratedEmbedder {
    private final EmbeddingCache cache;
    private final PendingRequests inFlight;
    private final EmbeddingListener listener;

    /** What others may be waiting for: it must not stay open when this embedder closes. */
    private final Map<CacheKey, CompletableFuture<EmbeddingResult>> owned = new ConcurrentHashMap<>();

    public CachingEmbedder(
            Embedder delegate, EmbeddingCache cache, PendingRequests inFlight, EmbeddingListener listener) {
        super(delegate);
        this.cache = cache;
        this.inFlight = inFlight;
        this.listener = listener;
    }

    @Override
    public CompletableFuture<List<EmbeddingResult>> embed(List<String> texts) {
        Map<String, CompletableFuture<EmbeddingResult>> known = new LinkedHashMap<>();
        Map<CacheKey, String> mine = new LinkedHashMap<>();
        for (String text : texts) {
            if (!known.containsKey(text)) {
                known.put(text, claim(text, mine));
            }
        }
        int misses = embedMine(mine);
        listener.cacheHits(texts.size() - misses);
        List<CompletableFuture<EmbeddingResult>> results =
                texts.stream().map(known::get).toList();
        return all(known.values()).thenApply(done -> joined(results));
    }

    /** A future that this call owes to all, or another's. */
    private CompletableFuture<EmbeddingResult> claim(String text, Map<CacheKey, String> mine) {
        CacheKey key = CacheKey.of(space(), text);
        CompletableFuture<EmbeddingResult> own = new CompletableFuture<>();
        CompletableFuture<EmbeddingResult> others = inFlight.claim(key, own);
        if (others == null) {
            owned.put(key, own);
            mine.put(key, text);
            return own;
        }
        // What failed for another (it was canceled, perhaps) need not fail here.
        return others.exceptionallyCompose(
                failure -> delegate.embed(List.of(text)).thenApply(results -> results.get(0)));
    }

    /** How many texts the cache did not have. */
    private int embedMine(Map<CacheKey, String> mine) {
        if (mine.isEmpty()) {
            return 0;
        }
        List<CacheKey> misses = new ArrayList<>();
        try {
            Map<CacheKey, Embedding> hits = cache.find(List.copyOf(mine.keySet()));
            mine.keySet().stream().filter(key -> !hits.containsKey(key)).forEach(misses::add);
            hits.forEach((key, embedding) -> settle(key, new Embedded(embedding)));
            if (!misses.isEmpty()) {
                CompletableFuture<List<EmbeddingResult>> made =
                        delegate.embed(misses.stream().map(mine::get).toList());
                // Whoever waits, waits for the futures of the keys.
                CompletableFuture<List<EmbeddingResult>> unused =
                        made.whenComplete((results, failure) -> arrived(misses, results, failure));
            }
        } catch (RuntimeException | LinkageError e) {
            mine.keySet().forEach(key -> fail(key, e));
        }
        return misses.size();
    }

    private void arrived(List<CacheKey> keys, List<EmbeddingResult> results, @Nullable Throwable failure) {
        if (failure != null) {
            keys.forEach(key -> fail(key, failure));
            return;
        }
        Map<CacheKey, Embedding> learned = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            if (results.get(i) instanceof Embedded embedded) {
                learned.put(keys.get(i), embedded.embedding());
            }
        }
        try {
            // Before the keys are free again, else another call could miss both.
            cache.put(learned);
        } finally {
            for (int i = 0; i < keys.size(); i++) {
                settle(keys.get(i), results.get(i));
            }
        }
    }

    private void settle(CacheKey key, EmbeddingResult result) {
        CompletableFuture<EmbeddingResult> future = owned.remove(key);
        if (future != null) {
            inFlight.complete(key, future, result);
        }
    }

    private void fail(CacheKey key, Throwable failure) {
        CompletableFuture<EmbeddingResult> future = owned.remove(key);
        if (future != null) {
            inFlight.fail(key, future, failure);
        }
    }

    private static CompletableFuture<Void> all(Collection<CompletableFuture<EmbeddingResult>> futures) {
        return CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new));
    }

    private static List<EmbeddingResult> joined(List<CompletableFuture<EmbeddingResult>> futures) {
        return futures.stream().map(CompletableFuture::join).toList();
    }

    @Override
    public void close() {
        super.close();
        cache.close();
        HttpFailure closed = HttpFailure.of(Kind.GAVE_UP, "the embedder was closed");
        List.copyOf(owned.keySet()).forEach(key -> fail(key, closed));
    }
}
