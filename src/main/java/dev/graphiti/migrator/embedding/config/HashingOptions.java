package dev.graphiti.migrator.embedding.config;

import dev.graphiti.migrator.config.Setting;
import dev.graphiti.migrator.config.Variant;

/** Vectors without meaning. Has no cache: looking a vector up takes longer than making it. */
@Variant(
        value = "hashing",
        description = "Vectors made from a hash of the text: fast and reproducible, but without meaning; for tests and"
                + " trial runs.")
public record HashingOptions(
        @Setting(value = "The vectors' dimension.", defaultValue = "64", min = "1", max = "65536")
        int dimension,

        @Setting(value = "What to do with vectors of the records.", defaultValue = "keep")
        VectorPolicy vectors,

        @Setting("How records are bundled for the embedder.")
        BundleOptions bundle)
        implements EmbeddingOptions {
    /** All defaults. */
    public static HashingOptions of(int dimension) {
        return new HashingOptions(dimension, VectorPolicy.KEEP, BundleOptions.DEFAULT);
    }

    @Override
    public VectorSpace space() {
        return new VectorSpace("hashing", dimension);
    }
}
