package dev.graphiti.migrator.embedding;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Lets a request wait until the limit has room for it. */
public final class LimitedEmbedder extends DecoratedEmbedder {
    private final AdaptiveLimit limit;

    public LimitedEmbedder(Embedder delegate, AdaptiveLimit limit) {
        super(delegate);
        this.limit = limit;
    }

    @Override
    public CompletableFuture<List<EmbeddingResult>> embed(List<String> texts) {
        CompletableFuture<List<EmbeddingResult>> future = new CompletableFuture<>();
        limit.acquire(permit -> send(texts, permit, future));
        return future;
    }

    private void send(
            List<String> texts, AdaptiveLimit.Permit permit, CompletableFuture<List<EmbeddingResult>> future) {
        CompletableFuture<List<EmbeddingResult>> unused = sent(texts).whenComplete((results, failure) -> {
            // First the permit, then the answer: who waits for the answer may send the next request.
            limit.release(permit, isOverload(failure));
            if (failure == null) {
                future.complete(results);
            } else {
                future.completeExceptionally(failure);
            }
        });
    }

    /** A delegate that breaks its promise must not cost a permit. */
    private CompletableFuture<List<EmbeddingResult>> sent(List<String> texts) {
        try {
            return delegate.embed(texts);
        } catch (RuntimeException | LinkageError e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static boolean isOverload(Throwable thrown) {
        EmbeddingFailure failure = EmbeddingFailure.in(thrown);
        return failure != null && (failure.verdict() == Verdict.THROTTLED || failure.verdict() == Verdict.UNAVAILABLE);
    }
}
