package dev.graphiti.migrator.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.client.HttpAnswer;
import dev.graphiti.migrator.client.HttpCall;
import dev.graphiti.migrator.client.HttpFailure;
import dev.graphiti.migrator.client.HttpFailure.Kind;
import dev.graphiti.migrator.config.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiClassifierTest {
    private final OpenAiServer server = new OpenAiServer(
            "embedding", "https://host/v1/", "m", new Secret("sk-123456"), Duration.ofSeconds(1), Duration.ZERO);
    private final OpenAiClassifier classifier =
            new OpenAiClassifier(server, () -> Instant.parse("2026-11-22T10:00:00Z"));

    @ParameterizedTest
    @CsvSource({
        "400, REFUSED",
        "413, REFUSED",
        "422, REFUSED",
        "401, FORBIDDEN",
        "402, FORBIDDEN",
        "403, FORBIDDEN",
        "404, NOT_FOUND",
        "301, GAVE_UP",
        "418, GAVE_UP",
        "501, GAVE_UP",
        "408, UNAVAILABLE",
        "500, UNAVAILABLE",
        "502, UNAVAILABLE",
        "503, UNAVAILABLE",
        "504, UNAVAILABLE",
        "529, UNAVAILABLE",
        "429, THROTTLED"
    })
    void eachStatusHasItsKind(int status, Kind expected) {
        assertThat(of(status, null, "").kind()).isEqualTo(expected);
    }

    @Test
    void aWrongKeyIsNamedButNotShown() {
        HttpFailure failure = of(401, null, "{\"error\":{\"message\":\"Incorrect key sk-12***89\"}}");
        assertThat(failure.sentence())
                .isEqualTo(
                        "https://host/v1/embeddings answered 401; set embedding.api-key to a key that may use model 'm'");
    }

    @Test
    void keepsWhatTheServerAsksFor() {
        assertThat(of(429, "20", "").retryAfter()).isEqualTo(Duration.ofSeconds(20));
        assertThat(of(503, "Sun, 22 Nov 2026 10:00:05 GMT", "").retryAfter()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void noMoneyIsNotAMatterOfPatience() {
        HttpFailure failure = of(429, null, "{\"error\":{\"code\":\"insufficient_quota\"}}");
        assertThat(failure.kind()).isEqualTo(Kind.FORBIDDEN);
        assertThat(failure.sentence()).contains("no credit left");
    }

    private HttpFailure of(int status, @Nullable String retryAfter, String body) {
        return classifier.of(
                HttpCall.get(server.url("/embeddings")),
                new HttpAnswer(status, retryAfter, body.getBytes(StandardCharsets.UTF_8)));
    }
}
