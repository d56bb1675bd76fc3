package dev.graphiti.migrator.source.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.source.csv.CsvOptions;
import dev.graphiti.migrator.source.stored.Packed;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CharsetTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.jsonl    | windows-1252 | windows-1252",
                "a.jsonl.gz | ISO-8859-1   | ISO-8859-1",
                "a.json     | ISO-8859-1   | ISO-8859-1",
                "a.jsonl    | UTF-16       | auto",
                "a.jsonl.gz | UTF-16       | auto",
                "a.json     | UTF-16       | windows-1252",
                "a.jsonl    | UTF-16LE     | UTF-16LE",
                "a.jsonl    | UTF-8        | UTF-8",
            })
    void jsonInAnotherCharsetIsReadAsOneSplit(String name, String actual, String declared) throws IOException {
        String text = name.endsWith(".json") ? "[{\"n\":\"é1\"},\n{\"n\":\"é2\"}]" : "{\"n\":\"é1\"}\n{\"n\":\"é2\"}\n";
        byte[] content = Packed.as(name, text.getBytes(Charset.forName(actual)));
        try (Reading reading = Reading.of(name, content).charset(declared)) {
            assertThat(reading.numbers()).containsExactly("é1", "é2");
        }
        if (!actual.equals("UTF-8")) {
            try (Reading reading = Reading.of(name, content).charset(declared).splitSize(4)) {
                assertThat(reading.source().splits()).hasSize(1);
                assertThat(reading.numbers()).containsExactly("é1", "é2");
                assertThat(reading.records(
                                reading.source().splits().get(0),
                                reading.records().get(0).next()))
                        .hasSize(1);
            }
        }
    }

    @Test
    void bytesOfNoCharacterDamageTheirLineOnly() throws IOException {
        byte[] content = "{\"n\":1}\n{\"n\":\"\u0081\"}\n{\"n\":3}\n".getBytes(Charset.forName("ISO-8859-1"));
        try (Reading reading = Reading.of("a.jsonl", content).charset("windows-1252")) {
            assertThat(reading.numbers()).containsExactly(1L, 3L);
            assertThat(reading.damages())
                    .containsExactly("line is not windows-1252: a byte without a character at column 7");
        }
    }

    @Test
    void anUnknownCharsetIsRefused() {
        for (String name : List.of("latin-nine", "no charset", "")) {
            assertThatThrownBy(() -> new JsonInput("a", List.of("b"), JsonFormat.AUTO, "", name, CsvOptions.DEFAULT))
                    .hasMessage(
                            "charset '%s' is unknown; use auto or a name such as windows-1252, ISO-8859-1 or UTF-16LE"
                                    .formatted(name));
        }
    }
}
