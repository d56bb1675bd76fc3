package dev.graphiti.migrator.embedding;

/** An embedder that adds one concern to another. */
abstract class DecoratedEmbedder implements Embedder {
    final Embedder delegate;

    DecoratedEmbedder(Embedder delegate) {
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
