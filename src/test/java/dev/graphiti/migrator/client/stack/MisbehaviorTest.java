package dev.graphiti.migrator.client.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.graphiti.migrator.client.Exchange;
import dev.graphiti.migrator.client.HttpCall;
import dev.graphiti.migrator.client.HttpFailure;
import dev.graphiti.migrator.client.HttpFailure.Kind;
import dev.graphiti.migrator.client.HttpOptions;
import dev.graphiti.migrator.config.Secret;
import dev.graphiti.migrator.embedding.Embedder;
import dev.graphiti.migrator.embedding.config.OpenAiSamples;
import dev.graphiti.migrator.embedding.stage.EmbedderSamples;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.source.pinecone.PineconeSamples;
import dev.graphiti.migrator.source.weaviate.Library;
import dev.graphiti.migrator.testing.DeadlineTiming;
import dev.graphiti.migrator.testing.RecordedMetrics;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.metrics.Histogram;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server can do wrong, and how each outbound client responds: those of two sources and of the embedder. */
class MisbehaviorTest {
    private static final String KEY = "k-0123456789";
    private static final Duration TIMEOUT = Duration.ofMinutes(59);
    private static final Duration LIMIT = Duration.ofSeconds(70);

    private final DeadlineTiming timing = new DeadlineTiming(TIMEOUT);
    private final RecordedMetrics metrics = new RecordedMetrics();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Misbehavior> script = new ConcurrentLinkedQueue<>();
    private final Queue<HttpExchange> hanging = new ConcurrentLinkedQueue<>();
    private final AtomicInteger requests = new AtomicInteger();
    private @Nullable HttpServer server;

    /** A client and what its server is asked and answers. */
    private enum Client {
        PINECONE("http", "http.outage-limit", "/vectors/list", "{\"vectors\":[],\"namespace\":\"n\"}"),
        WEAVIATE("http", "http.outage-limit", "/v1/schema", "{\"classes\":[]}"),
        EMBEDDER(
                "embedding",
                "embedding.give-up-after",
                "/v1/embeddings",
                "{\"data\":[{\"index\":0,\"embedding\":[1.5,2,3]}],\"usage\":{\"total_tokens\":1}}");

        private final String metrics;
        private final String setting;
        private final String path;
        private final String answer;

        Client(String metrics, String setting, String path, String answer) {
            this.metrics = metrics;
            this.setting = setting;
            this.path = path;
            this.answer = answer;
        }
    }

    private interface Reply {
        void to(HttpExchange exchange, MisbehaviorTest test, Client client) throws IOException;
    }

    private enum Misbehavior {
        TOO_MANY_REQUESTS((exchange, test, client) -> send(exchange, 429, "")),
        TOO_MANY_REQUESTS_FOR_20_S((exchange, test, client) -> {
            exchange.getResponseHeaders().set("Retry-After", "20");
            send(exchange, 429, "");
        }),
        TOO_MANY_REQUESTS_FOR_1_H((exchange, test, client) -> {
            exchange.getResponseHeaders().set("Retry-After", "3600");
            send(exchange, 429, "");
        }),
        INTERNAL_ERROR((exchange, test, client) -> send(exchange, 500, "{\"message\":\"broken\"}")),
        WRONG_KEY((exchange, test, client) -> send(exchange, 401, "{\"message\":\"no key " + KEY + "\"}")),
        NO_ANSWER_BEFORE_ANY_DEADLINE((exchange, test, client) -> test.hanging.add(exchange)),
        NO_ANSWER((exchange, test, client) -> {
            test.hanging.add(exchange);
            test.timing.expire();
        }),
        ANSWER_THAT_STOPS((exchange, test, client) -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            test.hanging.add(exchange);
            test.timing.expire();
        }),
        ANSWER_THAT_IS_CUT((exchange, test, client) -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            exchange.close();
        }),
        HALF_OF_THE_JSON((exchange, test, client) ->
                send(exchange, 200, client.answer.substring(0, client.answer.length() / 2))),
        PAGE_OF_A_PROXY((exchange, test, client) -> send(exchange, 200, "<html>welcome</html>")),
        ANSWER_WITHOUT_END((exchange, test, client) -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] more = new byte[64 << 10];
            while (true) {
                exchange.getResponseBody().write(more);
            }
        });

        private final Reply reply;

        Misbehavior(Reply reply) {
            this.reply = reply;
        }
    }

    /**
     * How every client responds.
     *
     * @param times how often it happens, before the server answers well
     * @param requests how many requests the server sees
     * @param delay of the first repetition; null if there is none
     * @param why the request is repeated
     * @param failure how it ends; null if it succeeds
     * @param sentence a part of the sentence about that
     */
    private record Row(
            Misbehavior what,
            int times,
            int requests,
            @Nullable Duration delay,
            @Nullable Kind why,
            @Nullable Kind failure,
            String sentence) {
        static Row repeated(Misbehavior what, Kind why) {
            return new Row(what, 1, 2, Duration.ofMillis(250), why, null, "");
        }

        static Row last(Misbehavior what, Kind failure, String sentence) {
            return new Row(what, 1, 1, null, null, failure, sentence);
        }
    }

    private static final List<Row> TABLE = List.of(
            Row.repeated(Misbehavior.TOO_MANY_REQUESTS, Kind.THROTTLED),
            new Row(Misbehavior.TOO_MANY_REQUESTS_FOR_20_S, 1, 2, Duration.ofMillis(20_250), Kind.THROTTLED, null, ""),
            Row.last(
                    Misbehavior.TOO_MANY_REQUESTS_FOR_1_H,
                    Kind.GAVE_UP,
                    " answered 429; it asks to wait 3600 s, longer than SETTING: resume the run after that"),
            Row.repeated(Misbehavior.INTERNAL_ERROR, Kind.UNAVAILABLE),
            new Row(
                    Misbehavior.INTERNAL_ERROR,
                    100,
                    10,
                    Duration.ofMillis(250),
                    Kind.UNAVAILABLE,
                    Kind.GAVE_UP,
                    " answered 500 and says: broken; gave up after 10 attempts in 60 s, resume the run when the server is"
                            + " available again"),
            Row.repeated(Misbehavior.NO_ANSWER, Kind.UNAVAILABLE),
            Row.repeated(Misbehavior.ANSWER_THAT_STOPS, Kind.UNAVAILABLE),
            Row.repeated(Misbehavior.ANSWER_THAT_IS_CUT, Kind.UNAVAILABLE),
            Row.repeated(Misbehavior.HALF_OF_THE_JSON, Kind.UNREADABLE),
            Row.repeated(Misbehavior.PAGE_OF_A_PROXY, Kind.UNREADABLE),
            Row.last(Misbehavior.ANSWER_WITHOUT_END, Kind.TOO_LARGE, " answered with more than "),
            Row.last(Misbehavior.WRONG_KEY, Kind.FORBIDDEN, ".api-key to a key that may "));

    static List<Arguments> everyClientAndRow() {
        List<Arguments> all = new ArrayList<>();
        for (Client client : Client.values()) {
            TABLE.forEach(row -> all.add(Arguments.of(client, row)));
        }
        return all;
    }

    @BeforeEach
    void start() throws IOException {
        HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        started.setExecutor(threads);
        started.start();
        server = started;
    }

    @AfterEach
    void stop() {
        hanging.forEach(HttpExchange::close);
        if (server != null) {
            server.stop(0);
        }
        threads.shutdownNow();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("everyClientAndRow")
    void everyClientDealsWithItAlike(Client client, Row row) throws Exception {
        for (int i = 0; i < row.times(); i++) {
            script.add(row.what());
        }

        Throwable thrown;
        try (Opened<?, ?> opened = open(client)) {
            thrown = opened.outcome().get(2, TimeUnit.MINUTES);
        }

        assertThat(requests).hasValue(row.requests());
        assertThat(metrics.count(client.metrics + "Requests")).isEqualTo(row.requests());
        assertThat(((Histogram) metrics.get(client.metrics + "LatencyMs")).getCount())
                .isEqualTo(row.requests());
        for (Kind why : List.of(Kind.THROTTLED, Kind.UNAVAILABLE, Kind.UNREADABLE)) {
            String name = why.name().charAt(0) + why.name().substring(1).toLowerCase(java.util.Locale.ROOT);
            assertThat(metrics.count(client.metrics + "Retries" + name))
                    .as(name)
                    .isEqualTo(why == row.why() ? row.requests() - 1 : 0);
        }
        if (row.delay() == null) {
            assertThat(timing.delays()).isEmpty();
        } else {
            assertThat(timing.delays()).contains(row.delay());
        }
        assertOutcome(client, row, thrown);
    }

    @Test
    void theEmbedderSaysWhatToDoAboutAnAnswerWithoutEnd() throws Exception {
        script.add(Misbehavior.ANSWER_WITHOUT_END);

        try (Opened<?, ?> opened = open(Client.EMBEDDER)) {
            assertThat(opened.outcome().get(2, TimeUnit.MINUTES))
                    .hasMessageEndingWith(
                            "/v1/embeddings answered with more than 4195424 bytes, more than its vectors can take; check"
                                    + " that embedding.base-url is an OpenAI-compatible server, or lower embedding.batch-size");
        }
    }

    @ParameterizedTest
    @EnumSource
    void closingEndsWhatIsOnItsWay(Client client) throws Exception {
        script.add(Misbehavior.NO_ANSWER_BEFORE_ANY_DEADLINE);
        CompletableFuture<@Nullable Throwable> outcome;
        try (Opened<?, ?> opened = open(client)) {
            outcome = opened.outcome();
            await().until(() -> requests.get() == 1);
        }

        assertThat(outcome.get(2, TimeUnit.MINUTES)).hasMessage("the connection was closed by the client");
    }

    private static void assertOutcome(Client client, Row row, @Nullable Throwable thrown) {
        if (row.failure() == null) {
            assertThat(thrown).isNull();
            return;
        }
        HttpFailure failure = HttpFailure.in(thrown instanceof MigratorException ? thrown.getCause() : thrown);
        assertThat(failure).isNotNull();
        assertThat(thrown)
                .hasMessageContaining(row.sentence().replace("SETTING", client.setting))
                .hasMessageContaining(client.path)
                .satisfies(each -> assertThat(each.getMessage()).doesNotContain(KEY));
        assertThat(failure == null ? null : failure.kind()).isEqualTo(row.failure());
    }

    /** A client and its request. */
    private record Opened<Q, A>(Exchange<Q, A> client, Q request) implements AutoCloseable {
        /** Null if the answer is good. */
        CompletableFuture<@Nullable Throwable> outcome() {
            return client.send(request).handle((answer, thrown) -> HttpFailure.unwrap(thrown));
        }

        @Override
        public void close() {
            client.close();
        }
    }

    private Opened<?, ?> open(Client client) {
        HttpServer running = server;
        if (running == null) {
            throw new IllegalStateException("not started");
        }
        running.createContext("/", exchange -> answer(exchange, client));
        String url = "http://127.0.0.1:" + running.getAddress().getPort();
        return switch (client) {
            case PINECONE ->
                new Opened<>(
                        PineconeSamples.client(PineconeSamples.of("""
                                    source:
                                      type: pinecone
                                      api-key: %s
                                      index: articles
                                      host: %s
                                      http: { timeout: 59min, outage-limit: 70s, max-answer: 1mb }
                                    """.formatted(KEY, url)), metrics, timing),
                        HttpCall.get(URI.create(url + client.path + "?namespace=n")));
            case WEAVIATE ->
                new Opened<>(
                        Library.client(url, new Secret(KEY), HttpOptions.withTimeouts(TIMEOUT, LIMIT), metrics, timing),
                        HttpCall.get(URI.create(url + client.path)));
            case EMBEDDER -> new Opened<>(embedder(url), List.of("text"));
        };
    }

    private Embedder embedder(String url) {
        return EmbedderSamples.overHttp(
                OpenAiSamples.options(url + "/v1", "m")
                        .apiKey(new Secret(KEY))
                        .timeout(TIMEOUT)
                        .giveUpAfter(LIMIT)
                        .build(),
                3,
                metrics,
                timing);
    }

    /** Follows the script, then answers well; only requests with the right path and key. */
    private void answer(HttpExchange exchange, Client client) throws IOException {
        requests.incrementAndGet();
        exchange.getRequestBody().readAllBytes();
        Misbehavior next = script.poll();
        boolean isKnown = exchange.getRequestHeaders().values().stream()
                .anyMatch(values -> values.contains(KEY) || values.contains("Bearer " + KEY));
        if (!isKnown || !exchange.getRequestURI().getPath().equals(client.path)) {
            send(exchange, 400, "{\"message\":\"what?\"}");
        } else if (next != null) {
            next.reply.to(exchange, this, client);
        } else {
            send(exchange, 200, client.answer);
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
