package dev.graphiti.migrator.embedding;

import dev.graphiti.migrator.client.Exchange;
import dev.graphiti.migrator.embedding.config.VectorSpace;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Makes vectors of texts, any number of calls at once. Knows nothing of Graphiti or Flink.
 *
 * <p>{@link #embed} never throws: a failure is a failed future, and concerns the provider, not a text. A text that the
 * provider does not take is a {@link EmbeddingResult.Rejected} among the results.
 */
public interface Embedder extends Exchange<List<String>, List<EmbeddingResult>> {
    /** One result for each text, in the order of the texts. */
    CompletableFuture<List<EmbeddingResult>> embed(List<String> texts);

    @Override
    default CompletableFuture<List<EmbeddingResult>> send(List<String> texts) {
        return embed(texts);
    }

    VectorSpace space();

    /** Lets go of threads and files. Futures that are still open may then fail. */
    @Override
    void close();
}
