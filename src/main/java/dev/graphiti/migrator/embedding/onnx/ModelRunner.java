package dev.graphiti.migrator.embedding.onnx;

import ai.onnxruntime.OrtException;
import dev.graphiti.migrator.client.RefCounted;
import dev.graphiti.migrator.client.Threads;
import dev.graphiti.migrator.embedding.EmbeddingResult;
import dev.graphiti.migrator.embedding.EmbeddingResult.Embedded;
import dev.graphiti.migrator.embedding.EmbeddingResult.Reason;
import dev.graphiti.migrator.embedding.EmbeddingResult.Rejected;
import dev.graphiti.migrator.model.Embedding;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The in-process model and the threads that run it. */
final class ModelRunner implements AutoCloseable {
    /** One per process and number of threads: the model takes 100 MB, and more threads than processors slow it down. */
    static final RefCounted<Integer, ModelRunner> OPEN = new RefCounted<>(ModelRunner::open, ModelRunner::close);

    private final MiniLmModel model;
    private final ExecutorService threads;

    private ModelRunner(MiniLmModel model, int threadCount) {
        this.model = model;
        threads = Executors.newFixedThreadPool(threadCount, Threads.named("graphiti-migrator-embedding-onnx"));
    }

    private static ModelRunner open(int threadCount) {
        try {
            return new ModelRunner(MiniLmModel.load(), threadCount);
        } catch (IOException | OrtException e) {
            throw OnnxEmbedder.unloadable(e);
        }
    }

    CompletableFuture<List<EmbeddingResult>> embed(List<String> texts) {
        return CompletableFuture.supplyAsync(() -> results(texts), threads);
    }

    private List<EmbeddingResult> results(List<String> texts) {
        List<EmbeddingResult> results = new ArrayList<>(texts.size());
        for (String text : texts) {
            results.add(result(text));
        }
        return results;
    }

    private EmbeddingResult result(String text) {
        try {
            return new Embedded(new Embedding(model.embed(text)));
        } catch (IllegalArgumentException e) {
            return new Rejected(Reason.INVALID_VECTOR, "all-MiniLM-L6-v2 gave no usable vector: " + e.getMessage());
        } catch (OrtException e) {
            throw new MigratorException(Fault.EMBEDDING, "the model all-MiniLM-L6-v2 failed: " + e.getMessage(), e);
        }
    }

    /** The model goes after the last run has come back: native code does not notice that its memory is gone. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (threads.awaitTermination(30, TimeUnit.SECONDS)) {
                model.close();
            }
        } catch (InterruptedException e) {
            // Better to leak the model than to take it from under a run.
            Thread.currentThread().interrupt();
        }
    }
}
