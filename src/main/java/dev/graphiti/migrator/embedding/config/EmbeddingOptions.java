package dev.graphiti.migrator.embedding.config;

import dev.graphiti.migrator.embedding.stage.Embedders;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** The section {@code embedding}: who makes the vectors, and what happens to those that come with the records. */
public sealed interface EmbeddingOptions extends Serializable
        permits OpenAiOptions, OnnxOptions, HashingOptions, NoEmbeddingOptions {
    /** The vectors' space; null as long as only the provider knows, see {@link Embedders#preflight}. */
    @Nullable
    VectorSpace space();

    VectorPolicy vectors();

    /** How records are bundled for the embedder. */
    BundleOptions bundle();
}
