package dev.graphiti.migrator.embedding;

import dev.graphiti.migrator.client.HttpFailure;
import dev.graphiti.migrator.client.HttpFailure.Kind;
import dev.graphiti.migrator.embedding.EmbeddingResult.Reason;
import dev.graphiti.migrator.embedding.EmbeddingResult.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Halves a refused request until the text that is to blame stands alone, and rejects that one.
 *
 * <p>Servers refuse with the same status what no text is to blame for, such as an unknown parameter. So a harmless text
 * is tried first: if that is refused too, nothing will be taken, and the run must stop instead of turning every
 * record into a dead letter.
 */
public final class SplittingEmbedder extends DecoratedEmbedder {
    public static final String HARMLESS = "test";

    public SplittingEmbedder(Embedder delegate) {
        super(delegate);
    }

    @Override
    public CompletableFuture<List<EmbeddingResult>> embed(List<String> texts) {
        return onRefusal(delegate.embed(texts), refusal -> trial().thenCompose(taken -> divide(texts, refusal)));
    }

    private CompletableFuture<List<EmbeddingResult>> trial() {
        return onRefusal(
                delegate.embed(List.of(HARMLESS)),
                refusal -> CompletableFuture.failedFuture(HttpFailure.of(
                        Kind.GAVE_UP,
                        refusal.sentence()
                                + "; it accepts no text at all, so check the settings of the section embedding")));
    }

    private CompletableFuture<List<EmbeddingResult>> divide(List<String> texts, HttpFailure refusal) {
        if (texts.size() == 1) {
            return CompletableFuture.completedFuture(List.of(new Rejected(Reason.TEXT_REFUSED, refusal.sentence())));
        }
        int middle = texts.size() / 2;
        return part(texts.subList(0, middle))
                .thenCombine(part(texts.subList(middle, texts.size())), SplittingEmbedder::joined);
    }

    private CompletableFuture<List<EmbeddingResult>> part(List<String> texts) {
        return onRefusal(delegate.embed(texts), refusal -> divide(texts, refusal));
    }

    private interface Remedy {
        CompletableFuture<List<EmbeddingResult>> apply(HttpFailure refusal);
    }

    private static CompletableFuture<List<EmbeddingResult>> onRefusal(
            CompletableFuture<List<EmbeddingResult>> request, Remedy remedy) {
        return request.exceptionallyCompose(thrown -> {
            HttpFailure failure = HttpFailure.in(thrown);
            return failure != null && failure.kind() == Kind.REFUSED ? remedy.apply(failure) : request;
        });
    }

    private static List<EmbeddingResult> joined(List<EmbeddingResult> left, List<EmbeddingResult> right) {
        List<EmbeddingResult> all = new ArrayList<>(left);
        all.addAll(right);
        return all;
    }
}
