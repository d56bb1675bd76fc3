package dev.graphiti.migrator.embedding;

import dev.graphiti.migrator.client.HttpFailure;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Keeps the promise of {@link Embedder}: whatever happens is in the future, in words that a user can act on. */
public final class NeverThrowingEmbedder extends DecoratedEmbedder {
    public NeverThrowingEmbedder(Embedder delegate) {
        super(delegate);
    }

    @Override
    public CompletableFuture<List<EmbeddingResult>> embed(List<String> texts) {
        CompletableFuture<List<EmbeddingResult>> future = new CompletableFuture<>();
        try {
            CompletableFuture<List<EmbeddingResult>> unused = delegate.embed(texts)
                    .whenComplete((results, failure) -> {
                        if (failure == null) {
                            future.complete(results);
                        } else {
                            future.completeExceptionally(inWords(failure));
                        }
                    });
        } catch (RuntimeException | LinkageError e) {
            future.completeExceptionally(inWords(e));
        }
        return future;
    }

    private static Throwable inWords(Throwable thrown) {
        HttpFailure failure = HttpFailure.in(thrown);
        if (failure != null) {
            return new MigratorException(Fault.EMBEDDING, failure.sentence(), failure);
        }
        Throwable inner = HttpFailure.unwrap(thrown);
        return inner == null ? thrown : inner;
    }
}
