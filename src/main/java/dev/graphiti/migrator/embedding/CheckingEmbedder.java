package dev.graphiti.migrator.embedding;

import dev.graphiti.migrator.embedding.EmbeddingResult.Embedded;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Lets through only answers with one result for each text, all of the space's dimension. */
public final class CheckingEmbedder extends DecoratedEmbedder {
    public CheckingEmbedder(Embedder delegate) {
        super(delegate);
    }

    @Override
    public CompletableFuture<List<EmbeddingResult>> embed(List<String> texts) {
        return delegate.embed(texts).thenApply(results -> checked(texts, results));
    }

    private List<EmbeddingResult> checked(List<String> texts, List<EmbeddingResult> results) {
        if (results.size() != texts.size()) {
            throw new EmbeddingFailure(
                    Verdict.UNREADABLE,
                    "%d vectors came for %d texts from model %s; check the embedding server"
                            .formatted(results.size(), texts.size(), space().model()));
        }
        for (EmbeddingResult result : results) {
            if (result instanceof Embedded embedded && embedded.embedding().dimension() != space().dimension()) {
                throw new EmbeddingFailure(
                        Verdict.UNREADABLE,
                        "model %s gives vectors of dimension %d, not %d; correct the dimension or the model in the section embedding"
                                .formatted(space().model(), embedded.embedding().dimension(), space().dimension()));
            }
        }
        return results;
    }
}
