package dev.graphiti.migrator.embedding.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.client.HttpFailure;
import dev.graphiti.migrator.client.SystemTiming;
import dev.graphiti.migrator.config.Secret;
import dev.graphiti.migrator.embedding.Embedder;
import dev.graphiti.migrator.embedding.EmbeddingListener;
import dev.graphiti.migrator.embedding.EmbeddingResult;
import dev.graphiti.migrator.embedding.EmbeddingResult.Embedded;
import dev.graphiti.migrator.embedding.EmbeddingResult.Reason;
import dev.graphiti.migrator.embedding.EmbeddingResult.Rejected;
import dev.graphiti.migrator.embedding.config.CacheOptions;
import dev.graphiti.migrator.embedding.config.HashingOptions;
import dev.graphiti.migrator.embedding.config.NoEmbeddingOptions;
import dev.graphiti.migrator.embedding.config.OpenAiOptions;
import dev.graphiti.migrator.embedding.config.OpenAiSamples;
import dev.graphiti.migrator.embedding.config.VectorSpace;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.testing.Misbehavior;
import dev.graphiti.migrator.testing.OpenAiStandIn;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All layers together, against the stand-in. */
class EmbeddersTest {
    private static final VectorSpace SPACE = new VectorSpace(OpenAiStandIn.MODEL, 3);

    private final OpenAiStandIn server = OpenAiStandIn.start(3);
    private final AtomicInteger retries = new AtomicInteger();
    private final AtomicLong countedTokens = new AtomicLong();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void embedsInBatchesAndKeepsTheOrder() {
        List<String> texts = texts(1_000);
        List<EmbeddingResult> results = embed(options().batchSize(64), texts);
        assertThat(server.requests()).isEqualTo(16);
        assertThat(server.embedded()).containsExactlyInAnyOrderElementsOf(texts);
        assertThat(server.mostInFlight()).isLessThanOrEqualTo(8);
        assertThat(results.get(977))
                .isEqualTo(embed(options(), List.of("text 977")).get(0));
        assertThat(results).doesNotHaveDuplicates();
    }

    @Test
    void bothEncodingsGiveTheSame() {
        assertThat(embed(options().floats(), texts(5))).isEqualTo(embed(options(), texts(5)));
    }

    @Test
    void understandsFloatsWhereBase64WasAskedFor() {
        server.then(Misbehavior.floatsInsteadOfBase64());
        assertThat(vector(embed(options(), texts(1)).get(0))).containsExactly(1.5f, -2, 0.25f);
    }

    @Test
    void theIndexSaysWhichTextAVectorBelongsTo() {
        server.then(Misbehavior.reversedOrder());
        assertThat(embed(options(), texts(5))).isEqualTo(embed(options(), texts(5)));
    }

    @Test
    void survivesAllThatPasses() {
        server.then(
                Misbehavior.status(500),
                Misbehavior.status(503),
                Misbehavior.closesConnection(),
                Misbehavior.tooManyRequests("0"),
                Misbehavior.halfJson(),
                Misbehavior.emptyBody());
        assertThat(embed(options(), texts(3))).hasSize(3).allMatch(Embedded.class::isInstance);
        assertThat(server.requests()).isEqualTo(7);
        assertThat(retries).hasValue(6);
    }

    @Test
    void waitsUntilTheDateThatTheServerNames() {
        ZonedDateTime then = ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(2);
        server.then(Misbehavior.tooManyRequests(DateTimeFormatter.RFC_1123_DATE_TIME.format(then)));
        long start = System.nanoTime();
        embed(options(), texts(1));
        // The date has whole seconds.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(900));
    }

    @Test
    void silenceIsAFailureLikeOthers() {
        server.then(Misbehavior.hangs(), Misbehavior.stalls());
        assertThat(embed(options().timeout(Duration.ofMillis(300)), texts(2))).hasSize(2);
        // A slow machine may miss the time with an answer that comes, too.
        assertThat(retries).hasValueGreaterThanOrEqualTo(2);
    }

    @Test
    void givesUpInTheEnd() {
        server.thenTimes(100, Misbehavior.status(503, "overloaded"));
        assertThatThrownBy(() -> embed(options().giveUpAfter(Duration.ofMillis(500)), texts(2)))
                .cause()
                .isInstanceOf(MigratorException.class)
                .hasMessageStartingWith(
                        server.baseUrl() + "/embeddings answered 503 and says: overloaded; gave up after ");
    }

    @Test
    void aWrongKeyStopsAtOnceAndIsNotShown() {
        assertThatThrownBy(() -> embed(options().apiKey(new Secret("sk-wrong")), texts(2)))
                .cause()
                .isInstanceOfSatisfying(
                        MigratorException.class, e -> assertThat(e.fault()).isEqualTo(Fault.EMBEDDING))
                .hasMessage(server.baseUrl()
                        + "/embeddings answered 401; set embedding.api-key to a key that may use model '"
                        + OpenAiStandIn.MODEL + "'");
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void anUnknownModelStopsAtOnce() {
        OpenAiOptions wrong = OpenAiSamples.options(server.baseUrl(), "nonsense")
                .apiKey(new Secret(OpenAiStandIn.KEY))
                .build();
        assertThatThrownBy(() -> Embedders.preflight(wrong))
                .isInstanceOf(MigratorException.class)
                .hasMessage(
                        server.baseUrl()
                                + "/embeddings answered 404 and says: The model does not exist; check embedding.base-url, and that the server has the model 'nonsense'");
    }

    @Test
    void noCreditStopsAtOnce() {
        server.then(Misbehavior.noCreditLeft());
        assertThatThrownBy(() -> embed(options(), texts(1))).cause().hasMessageContaining("no credit left");
    }

    @Test
    void aTextThatIsTooLongIsRejectedAlone() {
        List<String> texts = List.of("a", "b", "long ".repeat(10_000), "c", "d", "e");
        List<EmbeddingResult> results = embed(options(), texts);
        assertThat(results.get(2)).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(Reason.TEXT_REFUSED);
            assertThat(rejected.message())
                    .contains("answered 400 and says: This model's maximum context length is 8192");
        });
        assertThat(results.stream().filter(Embedded.class::isInstance)).hasSize(5);
    }

    @Test
    void aTextWithoutAUsableVectorIsRejectedAlone() {
        server.givesZerosFor(text -> text.equals("text 1"));
        List<EmbeddingResult> results = embed(options(), texts(3));
        assertThat(results.get(1)).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(Reason.INVALID_VECTOR);
            assertThat(rejected.message()).endsWith("gave no usable vector: the vector is all zeros");
        });
        assertThat(results.get(2)).isInstanceOf(Embedded.class);
    }

    @Test
    void settingsThatTheServerDoesNotTakeStopTheRun() {
        assertThatThrownBy(() -> embed(options().dimensions(99), texts(3)))
                .cause()
                .hasMessageContaining("Invalid value for 'dimensions' = 99.")
                .hasMessageEndingWith("it accepts no text at all, so check the settings of the section embedding");
    }

    @Test
    void anotherDimensionThanTheGraphsStopsTheRun() {
        try (Embedder embedder = Embedders.assemble(
                options().build(), new VectorSpace(OpenAiStandIn.MODEL, 4), EmbeddingListener.NONE)) {
            assertThatThrownBy(() -> embedder.embed(texts(1)).join())
                    .cause()
                    .hasMessageContaining("gives vectors of dimension 3, not 4");
        }
    }

    @Test
    void tellsTheTokensThatTheServerHasCounted() {
        server.thenTimes(1, Misbehavior.oneVectorTooFew());

        embed(options(), texts(2));

        // Two texts of six characters, and the server takes four for a token.
        assertThat(countedTokens).hasValue(4);
    }

    @Test
    void senselessAnswersStopTheRun() {
        server.thenTimes(3, Misbehavior.oneVectorTooFew());
        assertThatThrownBy(() -> embed(options(), texts(2)))
                .cause()
                .hasMessage(
                        "the answer of " + server.baseUrl()
                                + "/embeddings has 1 vectors for 2 texts; check that embedding.base-url is an OpenAI-compatible server (tried 3 times)");
    }

    @Test
    void preflightFindsTheDimensionOut() {
        OpenAiOptions unknown = options().build();
        assertThat(Embedders.preflight(options().dimensions(2).build()))
                .isEqualTo(new VectorSpace(OpenAiStandIn.MODEL, 2));
        // Known to be 1536 at OpenAI, but this server has 3.
        assertThatThrownBy(() -> Embedders.preflight(unknown)).hasMessageContaining("dimension 3, not 1536");
        assertThat(Embedders.preflight(HashingOptions.of(7))).isEqualTo(new VectorSpace("hashing", 7));
        assertThat(Embedders.preflight(new NoEmbeddingOptions("m", 5))).isEqualTo(new VectorSpace("m", 5));
    }

    @Test
    void preflightSaysThatNobodyIsThere() {
        server.close();
        OpenAiOptions impatient = options().giveUpAfter(Duration.ofMillis(200)).build();
        assertThatThrownBy(() -> Embedders.preflight(impatient))
                .isInstanceOf(MigratorException.class)
                .hasMessageStartingWith(
                        server.baseUrl() + "/embeddings could not be reached (connection refused); gave up");
    }

    @Test
    void paysOnceAlsoOverARestart() {
        OpenAiSamples cached = options().cache(new CacheOptions(true, folder.toString()));
        List<EmbeddingResult> first = embed(cached, texts(100));
        List<EmbeddingResult> second = embed(cached, texts(101));
        assertThat(second.subList(0, 100)).isEqualTo(first);
        assertThat(server.embedded()).hasSize(101).doesNotHaveDuplicates();
    }

    private List<EmbeddingResult> embed(OpenAiSamples options, List<String> texts) {
        EmbeddingListener listener = new EmbeddingListener() {
            @Override
            public void retry(HttpFailure.Kind why) {
                retries.incrementAndGet();
            }

            @Override
            public void tokensCounted(long tokens) {
                countedTokens.addAndGet(tokens);
            }
        };
        // Without chance there is no backoff.
        try (Embedder embedder =
                Embedders.overHttp(options.build(), SPACE, listener, new SystemTiming("test-timer", () -> 0))) {
            return embedder.embed(texts).join();
        }
    }

    private OpenAiSamples options() {
        return OpenAiSamples.options(server.baseUrl(), OpenAiStandIn.MODEL).apiKey(new Secret(OpenAiStandIn.KEY));
    }

    private static List<String> texts(int count) {
        return IntStream.range(0, count).mapToObj(i -> "text " + i).toList();
    }

    private static float[] vector(EmbeddingResult result) {
        return ((Embedded) result).embedding().values();
    }
}
