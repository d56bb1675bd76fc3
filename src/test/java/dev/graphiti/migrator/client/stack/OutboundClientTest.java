package dev.graphiti.migrator.client.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.client.Exchange;
import dev.graphiti.migrator.client.HttpAnswer;
import dev.graphiti.migrator.client.HttpCall;
import dev.graphiti.migrator.client.HttpFailure;
import dev.graphiti.migrator.client.HttpFailure.Kind;
import dev.graphiti.migrator.client.StatusClassifier;
import dev.graphiti.migrator.config.Secret;
import dev.graphiti.migrator.testing.ManualTiming;
import dev.graphiti.migrator.testing.ScriptedExchange;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutboundClientTest {
    private static final HttpCall CALL = HttpCall.get(URI.create("http://host/things?ids=a"));

    private final ManualTiming timing = new ManualTiming(0.5);
    private final ScriptedExchange network = new ScriptedExchange();
    private final RateLimit limit = new RateLimit(10, timing);
    private final Exchange<HttpCall, HttpAnswer> http = OutboundClient.http(
                    network,
                    new StatusClassifier(List.of(new Secret("pc-key")), "set source.api-key", () -> Instant.EPOCH),
                    CallListener.none(),
                    timing)
            .limited(call -> limit, call -> 1)
            .retried(new RetryPolicy(Duration.ofMinutes(1), "http.outage-limit"))
            .open();

    @ParameterizedTest
    @CsvSource({
        "400, REFUSED",
        "401, FORBIDDEN",
        "403, FORBIDDEN",
        "404, NOT_FOUND",
        "413, TOO_LARGE",
        "414, TOO_LARGE",
        "431, TOO_LARGE",
        "301, REFUSED",
        "501, REFUSED"
    })
    void someStatusesAreFinal(int status, Kind kind) {
        network.thenAnswer(status, "{\"message\": \"no\"}");

        assertThatThrownBy(() -> HttpFailure.await(http.send(CALL)))
                .isInstanceOfSatisfying(HttpFailure.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(kind);
                    assertThat(failure.status()).isEqualTo(status);
                });
        assertThat(network.calls()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"408", "425", "429", "500", "502", "503", "504"})
    void othersAreWorthAnotherTry(int status) throws Exception {
        network.thenAnswer(status, "").thenAnswer(200, "ok");

        assertThat(HttpFailure.await(http.send(CALL)).status()).isEqualTo(200);
    }

    @Test
    void aLostConnectionIsWorthAnotherTry() throws Exception {
        network.thenFail(Kind.UNAVAILABLE).thenAnswer(200, "ok");

        assertThat(HttpFailure.await(http.send(CALL)).status()).isEqualTo(200);
    }

    @Test
    void theSentenceNamesTheAddressAndWhatTheServerSaysButNoQuery() {
        network.thenAnswer(400, "{\"code\":3,\"message\":\"Namespace not\\n found\"}");

        assertThatThrownBy(() -> HttpFailure.await(http.send(CALL)))
                .hasMessage("http://host/things answered 400 and says: Namespace not found");
    }

    @Test
    void whatAServerSaysToAWrongKeyIsNotRepeated() {
        network.thenAnswer(401, "\"the key pc-secret is wrong\"");

        assertThatThrownBy(() -> HttpFailure.await(http.send(CALL)))
                .hasMessage("http://host/things answered 401; set source.api-key");
    }

    @Test
    void throttlingSlowsDownAllWhoShareTheLimit() throws Exception {
        network.thenAnswer(429, "", "3").thenAnswer(200, "ok");

        HttpFailure.await(http.send(CALL));

        assertThat(limit.current()).isBetween(5.0, 9.0);
        assertThat(timing.delays()).anyMatch(delay -> delay.compareTo(Duration.ofSeconds(3)) >= 0);
    }

    @Test
    void theServersWordsAreShownWithoutSecrets() {
        network.thenAnswer(400, "{\"message\":\"pc-key is no key for https://u:p@host/x?token=abc\"}");

        assertThatThrownBy(() -> HttpFailure.await(http.send(CALL)))
                .hasMessage("http://host/things answered 400 and says: *** is no key for https://***@host/x?token=***");
    }

    @Test
    void givesUpWhenTheOutageLasts() {
        for (int i = 0; i < 200; i++) {
            network.thenAnswer(503, "");
        }

        assertThatThrownBy(() -> HttpFailure.await(http.send(CALL)))
                .hasMessageMatching(
                        "http://host/things answered 503; gave up after \\d+ attempts in \\d+ s, resume the run"
                                + " when the server is available again")
                .isInstanceOfSatisfying(
                        HttpFailure.class, failure -> assertThat(failure.kind()).isEqualTo(Kind.GAVE_UP));
    }

    @Test
    void whoHasNeverAnsweredIsGivenUpSoonWhereItIsAskedFirst() {
        Exchange<HttpCall, HttpAnswer> first = OutboundClient.http(
                        network, (call, answer) -> unwell(), CallListener.none(), timing)
                .retried(new RetryPolicy(Duration.ofMinutes(10), "http.outage-limit").fromTheStart())
                .open();
        for (int i = 0; i < 200; i++) {
            network.thenFail(Kind.UNAVAILABLE);
        }

        assertThatThrownBy(() -> HttpFailure.await(first.send(CALL)))
                .hasMessage(
                        "http://host could not be reached; it has never answered, check the address and http.proxy");
        assertThat(Duration.ofNanos(timing.nanoTime())).isLessThan(Duration.ofSeconds(16));
    }

    @Test
    void whoHasAnsweredOnceIsWaitedForAsLongAsAnOutageMayLast() {
        Exchange<HttpCall, HttpAnswer> first = OutboundClient.http(
                        network, (call, answer) -> unwell(), CallListener.none(), timing)
                .retried(new RetryPolicy(Duration.ofMinutes(10), "http.outage-limit").fromTheStart())
                .open();
        network.thenAnswer(503, "");
        for (int i = 0; i < 200; i++) {
            network.thenFail(Kind.UNAVAILABLE);
        }

        assertThatThrownBy(() -> HttpFailure.await(first.send(CALL))).hasMessageContaining("; gave up after");
        assertThat(Duration.ofNanos(timing.nanoTime())).isGreaterThan(Duration.ofMinutes(9));
    }

    private static HttpFailure unwell() {
        return new HttpFailure(Kind.UNAVAILABLE, 503, "not well", null);
    }

    @Test
    void fewerRequestsAreInFlightAfterA429AndMoreAgainAfterGoodAnswers() throws Exception {
        List<Integer> limits = new ArrayList<>();
        CallListener<HttpCall, HttpAnswer> listener = new CallListener<>() {
            @Override
            public void load(int inFlight, int most) {
                limits.add(most);
            }
        };
        Exchange<HttpCall, HttpAnswer> client = OutboundClient.http(
                        network, (call, answer) -> throttled(), listener, timing)
                .concurrent(8)
                .retried(new RetryPolicy(Duration.ofMinutes(10), "http.outage-limit"))
                .open();
        network.thenAnswer(429, "").thenAnswer(429, "");
        for (int i = 0; i < 40; i++) {
            network.thenAnswer(200, "ok");
        }

        for (int i = 0; i < 40; i++) {
            HttpFailure.await(client.send(CALL));
        }

        assertThat(limits.stream().distinct().toList()).containsExactly(8, 4, 2, 3, 5, 6, 7);
        assertThat(limits).endsWith(8);
    }

    private static HttpFailure throttled() {
        return new HttpFailure(Kind.THROTTLED, 429, "too fast", null);
    }

    @Test
    void aLayerThatIsNotAskedForIsNotThere() {
        Exchange<HttpCall, HttpAnswer> plain = OutboundClient.http(
                        network, (call, answer) -> throttled(), CallListener.none(), timing)
                .open();
        network.thenAnswer(429, "");

        assertThat(plain).isInstanceOf(MeteredExchange.class);
        assertThatThrownBy(() -> HttpFailure.await(plain.send(CALL))).hasMessage("too fast");
        assertThat(network.calls()).hasSize(1);
    }

    @Test
    void closingEndsWhatIsOnItsWay() {
        CompletableFuture<HttpAnswer> open = http.send(CALL);

        http.close();

        assertThatThrownBy(() -> HttpFailure.await(open)).hasMessage("the connection was closed by the client");
    }
}
