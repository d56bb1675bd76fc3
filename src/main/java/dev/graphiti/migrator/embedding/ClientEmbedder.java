package dev.graphiti.migrator.embedding;

import dev.graphiti.migrator.client.Exchange;
import dev.graphiti.migrator.client.Timing;
import dev.graphiti.migrator.embedding.config.VectorSpace;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * An embedder whose calls go through the layers of an outbound client.
 *
 * @param timing the client's, which is closed with it
 */
public record ClientEmbedder(Exchange<List<String>, List<EmbeddingResult>> client, VectorSpace space, Timing timing)
        implements Embedder {
    @Override
    public CompletableFuture<List<EmbeddingResult>> embed(List<String> texts) {
        return client.send(texts);
    }

    @Override
    public void close() {
        client.close();
        timing.close();
    }
}
