package dev.graphiti.migrator.embedding.config;

import dev.graphiti.migrator.config.Setting;
import dev.graphiti.migrator.config.Variant;

/** No embedder. */
@Variant(
        value = "none",
        description =
                "Computes no vectors. Vectors of the records are kept if they have the dimension configured here.")
public record NoEmbeddingOptions(
        @Setting(value = "The model that created the vectors of the data.", example = "text-embedding-3-small")
        String model,

        @Setting(value = "The dimension of the vectors of the data.", example = "1536", min = "1", max = "65536")
        int dimension)
        implements EmbeddingOptions {
    public NoEmbeddingOptions {
        if (model.isBlank()) {
            throw new IllegalArgumentException("model is empty; name the model that made the vectors");
        }
    }

    @Override
    public VectorSpace space() {
        return new VectorSpace(model, dimension);
    }

    @Override
    public VectorPolicy vectors() {
        return VectorPolicy.KEEP;
    }

    @Override
    public BundleOptions bundle() {
        return BundleOptions.DEFAULT;
    }
}
