package dev.graphiti.migrator.embedding.stage;

import dev.graphiti.migrator.client.Timing;
import dev.graphiti.migrator.embedding.Embedder;
import dev.graphiti.migrator.embedding.config.OpenAiOptions;
import dev.graphiti.migrator.embedding.config.VectorSpace;
import org.apache.flink.metrics.MetricGroup;

/** Embedders as a job has them. */
public final class EmbedderSamples {
    private EmbedderSamples() {}

    /** With a clock and metrics of the test. */
    public static Embedder overHttp(OpenAiOptions options, int dimension, MetricGroup metrics, Timing timing) {
        VectorSpace space = new VectorSpace(options.model(), dimension);
        return Embedders.overHttp(options, space, new EmbeddingMetrics(metrics), timing);
    }
}
