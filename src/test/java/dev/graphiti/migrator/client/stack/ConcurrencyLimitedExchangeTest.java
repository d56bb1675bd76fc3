package dev.graphiti.migrator.client.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.client.Exchange;
import dev.graphiti.migrator.client.HttpFailure;
import dev.graphiti.migrator.client.HttpFailure.Kind;
import dev.graphiti.migrator.testing.ManualTiming;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ConcurrencyLimitedExchangeTest {
    private final Held server = new Held();
    private final List<String> loads = new ArrayList<>();
    private final AdaptiveLimit limit = new AdaptiveLimit(4, new CallListener<String, String>() {
        @Override
        public void load(int inFlight, int permits) {
            loads.add(inFlight + "/" + permits);
        }
    });
    private final Exchange<String, String> limited = new ConcurrencyLimitedExchange<>(server, limit);

    @Test
    void sendsNoMoreThanAllowedAtOnceAndTheRestInOrder() {
        List<CompletableFuture<?>> futures = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            futures.add(limited.send("text " + i));
        }
        assertThat(server.open).hasSize(4);
        for (int i = 0; i < 10; i++) {
            assertThat(server.requests.get(i)).isEqualTo("text " + i);
            server.open.remove().complete("");
        }
        assertThat(futures).allMatch(CompletableFuture::isDone);
        assertThat(loads).contains("4/4").endsWith("0/4");
    }

    @Test
    void halvesOnceForABurstOfRefusalsAndGrowsSlowly() {
        send(4);
        fail(4, Kind.THROTTLED);
        assertThat(limit.current()).isEqualTo(2);
        send(2);
        fail(2, Kind.UNAVAILABLE);
        assertThat(limit.current()).isEqualTo(1);
        send(1);
        fail(1, Kind.THROTTLED);
        assertThat(limit.current()).isEqualTo(1);
        succeed(1);
        assertThat(limit.current()).isEqualTo(2);
        succeed(2);
        assertThat(limit.current()).isEqualTo(2);
        succeed(30);
        assertThat(limit.current()).isEqualTo(4);
    }

    @Test
    void aRequestThatIsRefusedIsNoReasonToSlowDown() {
        send(4);
        fail(4, Kind.REFUSED);
        assertThat(limit.current()).isEqualTo(4);
    }

    @Test
    void aServerThatThrowsCostsNoPermit() {
        Exchange<String, String> one = OutboundClient.<String, String>of(
                        request -> {
                            if (request.equals("bug")) {
                                throw new IllegalStateException("bug");
                            }
                            return CompletableFuture.completedFuture(request);
                        },
                        CallListener.none(),
                        new ManualTiming(0))
                .concurrent(1)
                .open();

        assertThat(one.send("bug")).isCompletedExceptionally();
        assertThat(one.send("b")).isCompleted();
    }

    @Test
    void manyAnswersAtOnceDoNotOverflowTheStack() {
        List<CompletableFuture<?>> futures = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            futures.add(limited.send("text"));
        }
        server.answersAtOnce = true;
        List.copyOf(server.open).forEach(future -> future.complete(""));
        assertThat(futures).allMatch(CompletableFuture::isDone);
    }

    private void send(int count) {
        Collections.nCopies(count, 0).forEach(i -> {
            var unused = limited.send("text");
        });
    }

    private void fail(int count, Kind kind) {
        Collections.nCopies(count, 0)
                .forEach(i -> server.open.remove().completeExceptionally(HttpFailure.of(kind, "it went wrong")));
    }

    private void succeed(int count) {
        for (int i = 0; i < count; i++) {
            send(1);
            server.open.remove().complete("");
        }
    }

    /** Answers when it is told to. */
    private static final class Held implements Exchange<String, String> {
        private final Deque<CompletableFuture<String>> open = new ArrayDeque<>();
        private final List<String> requests = new ArrayList<>();
        private boolean answersAtOnce;

        @Override
        public CompletableFuture<String> send(String request) {
            requests.add(request);
            if (answersAtOnce) {
                return CompletableFuture.completedFuture("");
            }
            CompletableFuture<String> future = new CompletableFuture<>();
            open.add(future);
            return future;
        }
    }
}
