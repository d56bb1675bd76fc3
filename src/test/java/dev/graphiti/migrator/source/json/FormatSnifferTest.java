package dev.graphiti.migrator.source.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormatSnifferTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  \n ",
                "{\"n\":1}",
                "{\"n\":1}\n{\"n\":2}\n",
                "\uFEFF\n{\"n\":\"{\"}\n",
                "hello\n{\"n\":1}",
                "{\"n\":1\n{\"n\":2}\n",
                "{\"a\":\"one long line that goes on behind what can be seen",
            })
    void theseAreLines(String head) {
        assertThat(sniff(head)).isEqualTo(JsonFormat.LINES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "\uFEFF\n[{\"n\":1},",
                "{\n  \"n\": 1\n}",
                "{\"products\": [\n{\"n\":1},\n",
                "{\r\n\"n\":\r\n{",
                "{ \"a\": 1,\n  \"b\": 2 }",
            })
    void theseAreDocuments(String head) {
        assertThat(sniff(head)).isEqualTo(JsonFormat.DOCUMENT);
    }

    private static JsonFormat sniff(String head) {
        return FormatSniffer.sniff(head.getBytes(StandardCharsets.UTF_8));
    }
}
