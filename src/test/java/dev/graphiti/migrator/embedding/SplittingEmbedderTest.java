package dev.graphiti.migrator.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.client.HttpFailure;
import dev.graphiti.migrator.client.HttpFailure.Kind;
import dev.graphiti.migrator.embedding.EmbeddingResult.Reason;
import dev.graphiti.migrator.embedding.EmbeddingResult.Rejected;
import dev.graphiti.migrator.testing.ScriptedEmbedder;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SplittingEmbedderTest {
    @Property
    void rejectsExactlyTheTextsThatAreToBlame(@ForAll @Size(min = 1, max = 60) List<Boolean> bad) {
        List<String> texts = IntStream.range(0, bad.size())
                .mapToObj(i -> (bad.get(i) ? "bad " : "good ") + i)
                .toList();
        List<EmbeddingResult> results =
                new SplittingEmbedder(new RefusingBad()).embed(texts).join();
        assertThat(results).hasSameSizeAs(texts);
        for (int i = 0; i < texts.size(); i++) {
            assertThat(results.get(i))
                    .isEqualTo(
                            bad.get(i)
                                    ? new Rejected(Reason.TEXT_REFUSED, "it went wrong")
                                    : ScriptedEmbedder.vectorOf(texts.get(i)));
        }
    }

    @Test
    void stopsWhenNoTextIsTaken() {
        ScriptedEmbedder provider =
                new ScriptedEmbedder().thenFail(failure(Kind.REFUSED)).thenFail(failure(Kind.REFUSED));
        HttpFailure failure = failureOf(new SplittingEmbedder(provider).embed(List.of("a", "b")));
        assertThat(failure.kind()).isEqualTo(Kind.GAVE_UP);
        assertThat(failure.sentence())
                .isEqualTo("it went wrong; it accepts no text at all, so check the settings of the section embedding");
        assertThat(provider.calls()).containsExactly(List.of("a", "b"), List.of("test"));
    }

    @Test
    void otherFailuresPass() {
        ScriptedEmbedder provider = new ScriptedEmbedder().thenFail(failure(Kind.NOT_FOUND));
        assertThat(failureOf(new SplittingEmbedder(provider).embed(List.of("a", "b")))
                        .kind())
                .isEqualTo(Kind.NOT_FOUND);
        assertThat(provider.calls()).hasSize(1);
    }

    private static HttpFailure failure(Kind kind) {
        return HttpFailure.of(kind, "it went wrong");
    }

    private static HttpFailure failureOf(CompletableFuture<?> future) {
        assertThat(future).isCompletedExceptionally();
        return Objects.requireNonNull(
                HttpFailure.in(future.handle((value, thrown) -> thrown).join()));
    }

    /** Refuses what contains a bad text. */
    private static final class RefusingBad extends DecoratedEmbedder {
        RefusingBad() {
            super(new ScriptedEmbedder());
        }

        @Override
        public CompletableFuture<List<EmbeddingResult>> embed(List<String> texts) {
            return texts.stream().anyMatch(text -> text.startsWith("bad"))
                    ? CompletableFuture.failedFuture(failure(Kind.REFUSED))
                    : delegate.embed(texts);
        }
    }
}
