package dev.graphiti.migrator.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.config.Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpAnswerTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "{\"error\":{\"message\":\"bad sk-secret\\n here\"}} | ' and says: bad *** here'",
                "{\"error\":[{\"message\":\"no class\"}]} | ' and says: no class'",
                "{\"error\":\"no\"} | ' and says: no'",
                "{\"message\":\"no\"} | ' and says: no'",
                "{\"detail\":\"no\"} | ' and says: no'",
                "\"no\" | ' and says: no'",
                "no | ' and says: no'",
                "<html>nginx</html> | ''",
                "'' | ''"
            })
    void quotesTheServersExplanationWithoutSecrets(String body, String expected) {
        assertThat(explanation(body)).isEqualTo(expected);
    }

    @Test
    void aLongExplanationIsCut() {
        assertThat(explanation("x".repeat(1000))).hasSize(" and says: ".length() + 203);
    }

    private static String explanation(String body) {
        return new HttpAnswer(400, null, body.getBytes(StandardCharsets.UTF_8))
                .explanation(List.of(new Secret("sk-secret")));
    }
}
