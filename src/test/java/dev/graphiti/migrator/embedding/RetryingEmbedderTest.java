package dev.graphiti.migrator.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.embedding.EmbeddingResult.Reason;
import dev.graphiti.migrator.embedding.EmbeddingResult.Rejected;
import dev.graphiti.migrator.testing.ManualTiming;
import dev.graphiti.migrator.testing.ScriptedEmbedder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RetryingEmbedderTest {
    private static final List<String> TEXTS = List.of("text");

    private final ScriptedEmbedder provider = new ScriptedEmbedder();
    private final ManualTiming timing = new ManualTiming(0.5);
    private final List<Verdict> retries = new ArrayList<>();

    @Test
    void repeatsUntilAGoodAnswer() {
        provider.thenFail(failure(Verdict.UNAVAILABLE)).thenFail(failure(Verdict.THROTTLED));
        assertThat(retrying().embed(TEXTS)).isCompletedWithValue(List.of(ScriptedEmbedder.vectorOf("text")));
        assertThat(retries).containsExactly(Verdict.UNAVAILABLE, Verdict.THROTTLED);
        assertThat(timing.delays()).containsExactly(Duration.ofMillis(250), Duration.ofMillis(500));
    }

    @Test
    void waitsAsLongAsItIsAskedTo() {
        provider.thenFail(new EmbeddingFailure(Verdict.THROTTLED, "slow down", Duration.ofSeconds(20)));
        assertThat(retrying().embed(TEXTS)).isCompleted();
        assertThat(timing.delays()).containsExactly(Duration.ofMillis(20_250));
    }

    @Test
    void givesUpWhenTheTimeIsOver() {
        Collections.nCopies(100, 0).forEach(i -> provider.thenFail(failure(Verdict.UNAVAILABLE)));
        EmbeddingFailure failure = failureOf(retrying().embed(TEXTS));
        assertThat(failure.verdict()).isEqualTo(Verdict.FATAL);
        assertThat(failure.sentence())
                .isEqualTo("it went wrong; gave up after 10 attempts in 60 s, resume the run when the server is"
                        + " available again");
    }

    @Test
    void doesNotWaitLongerThanItMay() {
        provider.thenFail(new EmbeddingFailure(Verdict.THROTTLED, "slow down", Duration.ofHours(1)));
        assertThat(failureOf(retrying().embed(TEXTS)).sentence())
                .isEqualTo(
                        "slow down; it asks to wait 3600 s, longer than embedding.give-up-after: resume the run after that");
        assertThat(timing.delays()).isEmpty();
    }

    @Test
    void nonsenseIsRepeatedAFewTimesOnly() {
        Collections.nCopies(5, 0).forEach(i -> provider.thenFail(failure(Verdict.UNREADABLE)));
        assertThat(failureOf(retrying().embed(TEXTS)).sentence()).isEqualTo("it went wrong (tried 3 times)");
        assertThat(provider.calls()).hasSize(3);
    }

    @Test
    void aVectorThatIsNoneIsInTheEndItsTextsMisfortune() {
        Rejected rejected = new Rejected(Reason.INVALID_VECTOR, "all zeros");
        provider.thenReturn(rejected).thenReturn(rejected).thenReturn(rejected);
        assertThat(retrying().embed(TEXTS)).isCompletedWithValue(List.of(rejected));
        assertThat(provider.calls()).hasSize(3);
    }

    @Test
    void whatIsRefusedOrFatalIsNotRepeated() {
        provider.thenFail(failure(Verdict.REFUSED)).thenFail(failure(Verdict.FATAL));
        assertThat(failureOf(retrying().embed(TEXTS)).verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(failureOf(retrying().embed(TEXTS)).verdict()).isEqualTo(Verdict.FATAL);
        assertThat(timing.delays()).isEmpty();
    }

    @Test
    void aFaultOfOursIsPassedOn() {
        provider.thenFail(new IllegalStateException("bug"));
        assertThat(retrying().embed(TEXTS))
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingCause()
                .withMessage("bug");
    }

    private RetryingEmbedder retrying() {
        EmbeddingListener listener = new EmbeddingListener() {
            @Override
            public void retry(Verdict why) {
                retries.add(why);
            }
        };
        return new RetryingEmbedder(provider, Duration.ofSeconds(70), listener, timing);
    }

    static EmbeddingFailure failure(Verdict verdict) {
        return new EmbeddingFailure(verdict, "it went wrong");
    }

    static EmbeddingFailure failureOf(CompletableFuture<?> future) {
        assertThat(future).isCompletedExceptionally();
        EmbeddingFailure failure =
                EmbeddingFailure.in(future.handle((value, thrown) -> thrown).join());
        assertThat(failure).isNotNull();
        return java.util.Objects.requireNonNull(failure);
    }
}
