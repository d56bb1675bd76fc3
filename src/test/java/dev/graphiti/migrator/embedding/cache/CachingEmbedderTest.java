package dev.graphiti.migrator.embedding.cache;

import static dev.graphiti.migrator.testing.ScriptedEmbedder.vectorOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.embedding.CacheKey;
import dev.graphiti.migrator.embedding.Embedder;
import dev.graphiti.migrator.embedding.EmbeddingListener;
import dev.graphiti.migrator.embedding.EmbeddingResult;
import dev.graphiti.migrator.embedding.EmbeddingResult.Reason;
import dev.graphiti.migrator.embedding.EmbeddingResult.Rejected;
import dev.graphiti.migrator.embedding.config.VectorSpace;
import dev.graphiti.migrator.model.Embedding;
import dev.graphiti.migrator.testing.ScriptedEmbedder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CachingEmbedderTest {
    private final ScriptedEmbedder provider = new ScriptedEmbedder();
    private final Remembering cache = new Remembering();
    private final PendingRequests inFlight = new PendingRequests();
    private final AtomicInteger hits = new AtomicInteger();
    private final CachingEmbedder caching = caching(provider);

    @Test
    void embedsTheSameTextOnceInACall() {
        assertThat(caching.embed(List.of("a", "b", "a")).join())
                .isEqualTo(List.of(vectorOf("a"), vectorOf("b"), vectorOf("a")));
        assertThat(provider.calls()).containsExactly(List.of("a", "b"));
        assertThat(hits).hasValue(1);
    }

    @Test
    void asksOnlyForWhatIsNotKnown() {
        caching.embed(List.of("a", "b")).join();
        assertThat(caching.embed(List.of("b", "c")).join()).isEqualTo(List.of(vectorOf("b"), vectorOf("c")));
        assertThat(provider.calls()).containsExactly(List.of("a", "b"), List.of("c"));
    }

    @Test
    void waitsForAnotherCallOfTheProcess() {
        CompletableFuture<List<EmbeddingResult>> answer = new CompletableFuture<>();
        provider.then(texts -> answer);
        ScriptedEmbedder other = new ScriptedEmbedder();
        CompletableFuture<List<EmbeddingResult>> first = caching.embed(List.of("a"));
        CompletableFuture<List<EmbeddingResult>> second = caching(other).embed(List.of("a", "b"));
        assertThat(second).isNotDone();
        answer.complete(List.of(vectorOf("a")));
        assertThat(first).isCompletedWithValue(List.of(vectorOf("a")));
        assertThat(second).isCompletedWithValue(List.of(vectorOf("a"), vectorOf("b")));
        assertThat(other.calls()).containsExactly(List.of("b"));
    }

    @Test
    void helpsItselfWhenTheOtherFails() {
        provider.then(texts -> new CompletableFuture<>());
        ScriptedEmbedder other = new ScriptedEmbedder();
        CompletableFuture<List<EmbeddingResult>> first = caching.embed(List.of("a"));
        CompletableFuture<List<EmbeddingResult>> second = caching(other).embed(List.of("a"));
        caching.close();
        assertThat(first).isCompletedExceptionally();
        assertThat(second).isCompletedWithValue(List.of(vectorOf("a")));
        assertThat(other.calls()).containsExactly(List.of("a"));
    }

    @Test
    void aFailureIsNotRemembered() {
        provider.thenFail(new IllegalStateException("once"));
        assertThat(caching.embed(List.of("a"))).isCompletedExceptionally();
        assertThat(caching.embed(List.of("a"))).isCompletedWithValue(List.of(vectorOf("a")));
    }

    @Test
    void aRejectionIsNotRemembered() {
        provider.thenReturn(new Rejected(Reason.TEXT_REFUSED, "too long"));
        caching.embed(List.of("a")).join();
        assertThat(cache.known).isEmpty();
        assertThat(caching.embed(List.of("a"))).isCompletedWithValue(List.of(vectorOf("a")));
    }

    @Test
    void nothingAskedNothingSent() {
        assertThat(caching.embed(List.of())).isCompletedWithValue(List.of());
        assertThat(provider.calls()).isEmpty();
    }

    @Test
    void modelsAndDimensionsDoNotMix() {
        assertThat(CacheKey.of(new VectorSpace("m", 3), "a"))
                .isEqualTo(CacheKey.of(new VectorSpace("m", 3), "a"))
                .isNotEqualTo(CacheKey.of(new VectorSpace("m", 4), "a"))
                .isNotEqualTo(CacheKey.of(new VectorSpace("n", 3), "a"))
                .isNotEqualTo(CacheKey.of(new VectorSpace("m", 3), "b"));
    }

    private CachingEmbedder caching(Embedder delegate) {
        return new CachingEmbedder(delegate, cache, inFlight, new EmbeddingListener() {
            @Override
            public void cacheHits(int texts) {
                hits.addAndGet(texts);
            }
        });
    }

    private static final class Remembering implements EmbeddingCache {
        private final Map<CacheKey, Embedding> known = new HashMap<>();

        @Override
        public Map<CacheKey, Embedding> find(List<CacheKey> keys) {
            Map<CacheKey, Embedding> found = new HashMap<>(known);
            found.keySet().retainAll(keys);
            return found;
        }

        @Override
        public void put(Map<CacheKey, Embedding> embeddings) {
            known.putAll(embeddings);
        }

        @Override
        public void close() {}
    }
}
