package dev.graphiti.migrator.testing;

import dev.graphiti.migrator.embedding.Embedder;
import dev.graphiti.migrator.embedding.EmbeddingResult;
import dev.graphiti.migrator.embedding.EmbeddingResult.Embedded;
import dev.graphiti.migrator.embedding.config.VectorSpace;
import dev.graphiti.migrator.model.Embedding;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Answers each call as told, then well: the vector of a text is {@link #vectorOf}. Remembers its calls. */
public final class ScriptedEmbedder implements Embedder {
    private final VectorSpace space = new VectorSpace("scripted", 3);
    private final Queue<Function<List<String>, CompletableFuture<List<EmbeddingResult>>>> script = new ArrayDeque<>();
    private final List<List<String>> calls = new ArrayList<>();
    private boolean closed;

    public ScriptedEmbedder thenFail(Throwable failure) {
        return then(texts -> CompletableFuture.failedFuture(failure));
    }

    public ScriptedEmbedder thenReturn(EmbeddingResult... results) {
        return then(texts -> CompletableFuture.completedFuture(List.of(results)));
    }

    public synchronized ScriptedEmbedder then(Function<List<String>, CompletableFuture<List<EmbeddingResult>>> answer) {
        script.add(answer);
        return this;
    }

    public static Embedded vectorOf(String text) {
        return new Embedded(new Embedding(new float[] {text.length() + 1, text.hashCode(), 1}));
    }

    public synchronized List<List<String>> calls() {
        return List.copyOf(calls);
    }

    public boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized CompletableFuture<List<EmbeddingResult>> embed(List<String> texts) {
        calls.add(List.copyOf(texts));
        var answer = script.poll();
        return answer != null
                ? answer.apply(texts)
                : CompletableFuture.completedFuture(texts.stream()
                        .<EmbeddingResult>map(ScriptedEmbedder::vectorOf)
                        .toList());
    }

    @Override
    public VectorSpace space() {
        return space;
    }

    @Override
    public void close() {
        closed = true;
    }
}
