package dev.graphiti.migrator.embedding;

import dev.graphiti.migrator.embedding.EmbeddingResult.Embedded;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/** Reports every attempt to the listener. */
public final class MeteredEmbedder extends DecoratedEmbedder {
    private final EmbeddingListener listener;
    private final LongSupplier nanoTime;

    public MeteredEmbedder(Embedder delegate, EmbeddingListener listener, LongSupplier nanoTime) {
        super(delegate);
        this.listener = listener;
        this.nanoTime = nanoTime;
    }

    @Override
    public CompletableFuture<List<EmbeddingResult>> embed(List<String> texts) {
        listener.requestStarted(texts.size(), TokenEstimate.of(texts));
        long start = nanoTime.getAsLong();
        return delegate.embed(texts).whenComplete((results, failure) -> {
            long embedded = results == null
                    ? 0
                    : results.stream().filter(Embedded.class::isInstance).count();
            listener.requestFinished((int) embedded, Duration.ofNanos(nanoTime.getAsLong() - start));
        });
    }
}
