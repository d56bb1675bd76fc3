package dev.graphiti.migrator.client.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.client.Exchange;
import dev.graphiti.migrator.client.HttpFailure;
import dev.graphiti.migrator.client.HttpFailure.Kind;
import dev.graphiti.migrator.testing.ManualTiming;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetryingExchangeTest {
    private static final String DOUBTFUL = "doubtful";

    private final Queue<CompletableFuture<String>> script = new ArrayDeque<>();
    private final ManualTiming timing = new ManualTiming(0.5);
    private final List<Kind> retries = new ArrayList<>();
    private int calls;

    @Test
    void repeatsUntilAGoodAnswer() {
        thenFail(Kind.UNAVAILABLE, null);
        thenFail(Kind.THROTTLED, null);
        assertThat(send()).isCompletedWithValue("good");
        assertThat(retries).containsExactly(Kind.UNAVAILABLE, Kind.THROTTLED);
        assertThat(timing.delays()).containsExactly(Duration.ofMillis(250), Duration.ofMillis(500));
    }

    @Test
    void waitsAsLongAsItIsAskedTo() {
        thenFail(Kind.THROTTLED, Duration.ofSeconds(20));
        assertThat(send()).isCompleted();
        assertThat(timing.delays()).containsExactly(Duration.ofMillis(20_250));
    }

    @Test
    void givesUpWhenTheTimeIsOver() {
        Collections.nCopies(100, 0).forEach(i -> thenFail(Kind.UNAVAILABLE, null));
        HttpFailure failure = failureOf(send());
        assertThat(failure.kind()).isEqualTo(Kind.GAVE_UP);
        assertThat(failure.sentence())
                .isEqualTo("it went wrong; gave up after 10 attempts in 60 s, resume the run when the server is"
                        + " available again");
    }

    @Test
    void doesNotWaitLongerThanItMay() {
        thenFail(Kind.THROTTLED, Duration.ofHours(1));
        assertThat(failureOf(send()).sentence())
                .isEqualTo("it went wrong; it asks to wait 3600 s, longer than embedding.give-up-after: resume the run"
                        + " after that");
        assertThat(timing.delays()).isEmpty();
    }

    @Test
    void unreadableAnswersAreRepeatedAFewTimesOnly() {
        Collections.nCopies(5, 0).forEach(i -> thenFail(Kind.UNREADABLE, null));
        assertThat(failureOf(send()).sentence()).isEqualTo("it went wrong (tried 3 times)");
        assertThat(calls).isEqualTo(3);
    }

    @Test
    void aDoubtfulAnswerIsTakenInTheEnd() {
        Collections.nCopies(5, 0).forEach(i -> script.add(CompletableFuture.completedFuture(DOUBTFUL)));
        assertThat(send()).isCompletedWithValue(DOUBTFUL);
        assertThat(calls).isEqualTo(3);
        assertThat(retries).containsExactly(Kind.UNREADABLE, Kind.UNREADABLE);
    }

    @Test
    void aDoubtfulAnswerIsTakenWhenTheTimeIsOver() {
        script.add(CompletableFuture.completedFuture(DOUBTFUL));
        assertThat(retrying(Duration.ZERO).send("text")).isCompletedWithValue(DOUBTFUL);
        assertThat(calls).isEqualTo(1);
    }

    @Test
    void whatIsFinalIsNotRepeated() {
        for (Kind kind : List.of(Kind.REFUSED, Kind.TOO_LARGE, Kind.FORBIDDEN, Kind.NOT_FOUND, Kind.GAVE_UP)) {
            thenFail(kind, null);
            assertThat(failureOf(send()).kind()).isEqualTo(kind);
        }
        assertThat(timing.delays()).isEmpty();
    }

    @Test
    void aFaultOfOursIsPassedOn() {
        script.add(CompletableFuture.failedFuture(new IllegalStateException("bug")));
        assertThat(send())
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingCause()
                .withMessage("bug");
    }

    private CompletableFuture<String> send() {
        return retrying(Duration.ofSeconds(70)).send("text");
    }

    private Exchange<String, String> retrying(Duration limit) {
        CallListener<String, String> listener = new CallListener<>() {
            @Override
            public void retry(Kind why) {
                retries.add(why);
            }
        };
        RetryPolicy policy = new RetryPolicy(limit, "embedding.give-up-after").readingAtMost(3);
        return new RetryingExchange<>(this::answer, policy, DOUBTFUL::equals, listener, timing);
    }

    private CompletableFuture<String> answer(String request) {
        calls++;
        CompletableFuture<String> next = script.poll();
        return next == null ? CompletableFuture.completedFuture("good") : next;
    }

    private void thenFail(Kind kind, @Nullable Duration retryAfter) {
        script.add(CompletableFuture.failedFuture(new HttpFailure(kind, 0, "it went wrong", retryAfter)));
    }

    private static HttpFailure failureOf(CompletableFuture<?> future) {
        assertThat(future).isCompletedExceptionally();
        return Objects.requireNonNull(
                HttpFailure.in(future.handle((value, thrown) -> thrown).join()));
    }
}
