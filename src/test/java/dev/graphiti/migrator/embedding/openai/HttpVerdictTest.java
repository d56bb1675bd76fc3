package dev.graphiti.migrator.embedding.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.client.HttpAnswer;
import dev.graphiti.migrator.embedding.EmbeddingFailure;
import dev.graphiti.migrator.embedding.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpVerdictTest {
    private final HttpVerdict verdict =
            new HttpVerdict("https://host/v1/embeddings", "m", () -> Instant.parse("2026-11-22T10:00:00Z"));

    @ParameterizedTest
    @CsvSource({
        "400, REFUSED",
        "413, REFUSED",
        "422, REFUSED",
        "401, FATAL",
        "402, FATAL",
        "403, FATAL",
        "404, FATAL",
        "301, FATAL",
        "418, FATAL",
        "501, FATAL",
        "408, UNAVAILABLE",
        "500, UNAVAILABLE",
        "502, UNAVAILABLE",
        "503, UNAVAILABLE",
        "504, UNAVAILABLE",
        "529, UNAVAILABLE",
        "429, THROTTLED"
    })
    void eachStatusHasItsVerdict(int status, Verdict expected) {
        assertThat(of(status, null, "").verdict()).isEqualTo(expected);
    }

    @Test
    void aWrongKeyIsNamedButNotShown() {
        EmbeddingFailure failure = of(401, null, "{\"error\":{\"message\":\"Incorrect key sk-12***89\"}}");
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
        EmbeddingFailure failure = of(429, null, "{\"error\":{\"code\":\"insufficient_quota\"}}");
        assertThat(failure.verdict()).isEqualTo(Verdict.FATAL);
        assertThat(failure.sentence()).contains("no credit left");
    }

    private EmbeddingFailure of(int status, @Nullable String retryAfter, String body) {
        return verdict.of(new HttpAnswer(status, retryAfter, body.getBytes(StandardCharsets.UTF_8)), "");
    }
}
