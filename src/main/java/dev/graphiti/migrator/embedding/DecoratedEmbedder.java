package dev.graphiti.migrator.embedding;

import dev.graphiti.migrator.embedding.config.VectorSpace;

/** An embedder that adds one concern to another. */
public abstract class DecoratedEmbedder implements Embedder {
    public final Embedder delegate;

    public DecoratedEmbedder(Embedder delegate) {
        this.delegate = delegate;
    }

    @Override
    public final VectorSpace space() {
        return delegate.space();
    }

    @Override
    public void close() {
        delegate.close();
    }
}
