package dev.graphiti.migrator.embedding;

import dev.graphiti.migrator.embedding.EmbeddingResult.Embedded;
import dev.graphiti.migrator.embedding.config.VectorSpace;
import dev.graphiti.migrator.model.Embedding;
import dev.graphiti.migrator.text.Digests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Unit vectors that follow from a hash of the text, the same on every machine and in every version. */
public final class HashingEmbedder implements Embedder {
    private final VectorSpace space;

    public HashingEmbedder(VectorSpace space) {
        this.space = space;
    }

    @Override
    public CompletableFuture<List<EmbeddingResult>> embed(List<String> texts) {
        return CompletableFuture.completedFuture(texts.stream()
                .<EmbeddingResult>map(text -> new Embedded(vector(text)))
                .toList());
    }

    private Embedding vector(String text) {
        ByteBuffer hash = ByteBuffer.wrap(Digests.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
        long[] seeds = {hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong()};
        float[] values = new float[space.dimension()];
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
            // 24 bits are what a float can hold, and half a step keeps it away from zero.
            long bits = mixed(seeds[i % seeds.length] + i) >>> 40;
            values[i] = (bits + 0.5f) / (1 << 23) - 1;
            squares += (double) values[i] * values[i];
        }
        float length = (float) Math.sqrt(squares);
        for (int i = 0; i < values.length; i++) {
            values[i] /= length;
        }
        return new Embedding(values);
    }

    /** The finalizer of SplitMix64: each bit of the input flips half of the bits of the output. */
    private static long mixed(long seed) {
        long z = seed * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    @Override
    public VectorSpace space() {
        return space;
    }

    @Override
    public void close() {}
}
