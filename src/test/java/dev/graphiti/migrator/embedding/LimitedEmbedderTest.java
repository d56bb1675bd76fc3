package dev.graphiti.migrator.embedding;

import static dev.graphiti.migrator.embedding.RetryingEmbedderTest.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.embedding.config.VectorSpace;
import dev.graphiti.migrator.testing.ScriptedEmbedder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LimitedEmbedderTest {
    private final Held provider = new Held();
    private final List<String> loads = new ArrayList<>();
    private final AdaptiveLimit limit = new AdaptiveLimit(4, new EmbeddingListener() {
        @Override
        public void load(int inFlight, int permits) {
            loads.add(inFlight + "/" + permits);
        }
    });
    private final LimitedEmbedder limited = new LimitedEmbedder(provider, limit);

    @Test
    void sendsNoMoreThanAllowedAtOnceAndTheRestInOrder() {
        List<CompletableFuture<?>> futures = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            futures.add(limited.embed(List.of("text " + i)));
        }
        assertThat(provider.open).hasSize(4);
        for (int i = 0; i < 10; i++) {
            assertThat(provider.texts.get(i)).isEqualTo("text " + i);
            provider.open.remove().complete(List.of());
        }
        assertThat(futures).allMatch(CompletableFuture::isDone);
        assertThat(loads).contains("4/4").endsWith("0/4");
    }

    @Test
    void halvesOnceForABurstOfRefusalsAndGrowsSlowly() {
        send(4);
        fail(4, Verdict.THROTTLED);
        assertThat(limit.current()).isEqualTo(2);
        send(2);
        fail(2, Verdict.UNAVAILABLE);
        assertThat(limit.current()).isEqualTo(1);
        send(1);
        fail(1, Verdict.THROTTLED);
        assertThat(limit.current()).isEqualTo(1);
        succeed(1);
        assertThat(limit.current()).isEqualTo(2);
        succeed(2);
        assertThat(limit.current()).isEqualTo(2);
        succeed(30);
        assertThat(limit.current()).isEqualTo(4);
    }

    @Test
    void aTextThatIsRefusedIsNoReasonToSlowDown() {
        send(4);
        fail(4, Verdict.REFUSED);
        assertThat(limit.current()).isEqualTo(4);
    }

    @Test
    void aProviderThatThrowsCostsNoPermit() {
        LimitedEmbedder one = new LimitedEmbedder(
                new ScriptedEmbedder().then(texts -> {
                    throw new IllegalStateException("bug");
                }),
                new AdaptiveLimit(1, EmbeddingListener.NONE));
        assertThat(one.embed(List.of("a"))).isCompletedExceptionally();
        assertThat(one.embed(List.of("b"))).isCompleted();
    }

    @Test
    void manyAnswersAtOnceDoNotOverflowTheStack() {
        List<CompletableFuture<?>> futures = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            futures.add(limited.embed(List.of("text")));
        }
        provider.answersAtOnce = true;
        List.copyOf(provider.open).forEach(future -> future.complete(List.of()));
        assertThat(futures).allMatch(CompletableFuture::isDone);
    }

    private void send(int count) {
        Collections.nCopies(count, 0).forEach(i -> {
            var unused = limited.embed(List.of("text"));
        });
    }

    private void fail(int count, Verdict verdict) {
        Collections.nCopies(count, 0).forEach(i -> provider.open.remove().completeExceptionally(failure(verdict)));
    }

    private void succeed(int count) {
        for (int i = 0; i < count; i++) {
            send(1);
            provider.open.remove().complete(List.of());
        }
    }

    /** Answers when it is told to. */
    private static final class Held implements Embedder {
        private final Deque<CompletableFuture<List<EmbeddingResult>>> open = new ArrayDeque<>();
        private final List<String> texts = new ArrayList<>();
        private boolean answersAtOnce;

        @Override
        public CompletableFuture<List<EmbeddingResult>> embed(List<String> request) {
            texts.addAll(request);
            if (answersAtOnce) {
                return CompletableFuture.completedFuture(List.of());
            }
            CompletableFuture<List<EmbeddingResult>> future = new CompletableFuture<>();
            open.add(future);
            return future;
        }

        @Override
        public VectorSpace space() {
            return new VectorSpace("held", 1);
        }

        @Override
        public void close() {}
    }
}
