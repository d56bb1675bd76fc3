package dev.graphiti.migrator.embedding.config;

import dev.graphiti.migrator.config.Setting;
import dev.graphiti.migrator.config.Variant;
import org.jspecify.annotations.Nullable;

/** The model all-MiniLM-L6-v2, run in this process. */
@Variant(
        value = "onnx",
        description = "The model all-MiniLM-L6-v2 (384 dimensions, quantized), run in this process; requires no server"
                + " and no key.")
public record OnnxOptions(
        @Setting(
                value = "Threads that run the model, shared by all slots of a process. If omitted, the number of"
                        + " processors.",
                min = "1",
                max = "1024")
        @Nullable
        Integer threads,

        @Setting(value = "What to do with vectors of the records.", defaultValue = "keep")
        VectorPolicy vectors,

        @Setting("How records are bundled for the embedder.")
        BundleOptions bundle,

        @Setting("The cache of vectors.") CacheOptions cache)
        implements EmbeddingOptions {
    public static final OnnxOptions DEFAULT =
            new OnnxOptions(null, VectorPolicy.KEEP, BundleOptions.DEFAULT, CacheOptions.DEFAULT);

    private static final VectorSpace SPACE = new VectorSpace("all-MiniLM-L6-v2", 384);

    @Override
    public VectorSpace space() {
        return SPACE;
    }

    public int threadCount() {
        return threads != null ? threads : Runtime.getRuntime().availableProcessors();
    }
}
