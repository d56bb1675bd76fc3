package dev.graphiti.migrator.inference;

import dev.graphiti.migrator.inference.EmbeddingResult.Reason;
import dev.graphiti.migrator.inference.EmbeddingResult.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Halves a refused request until the text that is to blame stands alone, and rejects that one.
 *
 * <p>Servers refuse with the same status what no text is to blame for, such as an unknown parameter. So a harmless text
 * is tried first: if that is refused too, nothing will be taken, and the run must stop instead of turning every
 * record into a dead letter.
 */
final class SplittingEmbedder extends DecoratedEmbedder {
    static final String HARMLESS = "test";

    SplittingEmbedder(Embedder delegate) {
        super(delegate);
    }

    @Override
    public CompletableFuture<List<EmbeddingResult>> embed(List<String> texts) {
        return onRefusal(
                delegate.embed(texts),
                refusal -> delegate.embed(List.of(HARMLESS))
                        .handle((taken, thrown) -> afterTrial(texts, refusal, thrown))
                        .thenCompose(step -> step));
    }

    private CompletableFuture<List<EmbeddingResult>> afterTrial(
            List<String> texts, EmbeddingFailure refusal, @Nullable Throwable thrown) {
        if (thrown == null) {
            return divide(texts, refusal);
        }
        EmbeddingFailure failure = EmbeddingFailure.in(thrown);
        if (failure != null && failure.verdict() == Verdict.REFUSED) {
            return CompletableFuture.failedFuture(new EmbeddingFailure(
                    Verdict.FATAL,
                    failure.sentence() + "; it takes no text at all, so check the settings of the section embedding"));
        }
        return CompletableFuture.failedFuture(thrown);
    }

    private CompletableFuture<List<EmbeddingResult>> divide(List<String> texts, EmbeddingFailure refusal) {
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
        CompletableFuture<List<EmbeddingResult>> apply(EmbeddingFailure refusal);
    }

    private static CompletableFuture<List<EmbeddingResult>> onRefusal(
            CompletableFuture<List<EmbeddingResult>> request, Remedy remedy) {
        return request.handle((results, thrown) -> {
                    EmbeddingFailure failure = EmbeddingFailure.in(thrown);
                    return failure != null && failure.verdict() == Verdict.REFUSED ? remedy.apply(failure) : request;
                })
                .thenCompose(step -> step);
    }

    private static List<EmbeddingResult> joined(List<EmbeddingResult> left, List<EmbeddingResult> right) {
        List<EmbeddingResult> all = new ArrayList<>(left);
        all.addAll(right);
        return all;
    }
}
