package dev.graphiti.migrator.embedding;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Cuts many texts into requests of a bearable size, all sent at once, and puts the answers together again. */
public final class BatchingEmbedder extends DecoratedEmbedder {
    private final int maxTexts;
    private final long maxTokens;

    public BatchingEmbedder(Embedder delegate, int maxTexts, long maxTokens) {
        super(delegate);
        this.maxTexts = maxTexts;
        this.maxTokens = maxTokens;
    }

    @Override
    public CompletableFuture<List<EmbeddingResult>> embed(List<String> texts) {
        List<CompletableFuture<List<EmbeddingResult>>> parts =
                cut(texts).stream().map(delegate::embed).toList();
        if (parts.size() == 1) {
            return parts.get(0);
        }
        return CompletableFuture.allOf(parts.toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> {
                    List<EmbeddingResult> all = new ArrayList<>(texts.size());
                    parts.forEach(part -> all.addAll(part.join()));
                    return all;
                });
    }

    /** Consecutive parts within both limits; a text above the token limit stands alone. */
    List<List<String>> cut(List<String> texts) {
        List<List<String>> parts = new ArrayList<>();
        int start = 0;
        long tokens = 0;
        for (int i = 0; i < texts.size(); i++) {
            int more = TokenEstimate.of(texts.get(i));
            if (i > start && (i - start == maxTexts || tokens + more > maxTokens)) {
                parts.add(texts.subList(start, i));
                start = i;
                tokens = 0;
            }
            tokens += more;
        }
        if (start < texts.size()) {
            parts.add(texts.subList(start, texts.size()));
        }
        return parts;
    }
}
