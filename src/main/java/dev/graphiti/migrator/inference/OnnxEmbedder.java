package dev.graphiti.migrator.inference;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** This embedder's hold on the model that all embedders of the process share. */
final class OnnxEmbedder implements Embedder {
    private final VectorSpace space;
    private final Shared.Lease<ModelRunner> runner;

    OnnxEmbedder(OnnxOptions options) {
        space = options.space();
        runner = ModelRunner.OPEN.lease(options.threadCount());
    }

    @Override
    public CompletableFuture<List<EmbeddingResult>> embed(List<String> texts) {
        return runner.value().embed(texts);
    }

    @Override
    public VectorSpace space() {
        return space;
    }

    @Override
    public void close() {
        runner.close();
    }
}
