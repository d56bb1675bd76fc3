package dev.graphiti.migrator.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "# only a comment\n", "---\n", "~"})
    void refusesAnEmptyFile(String yaml) {
        assertThat(problemsOf(yaml))
                .isEqualTo("job.yaml:1:1: the configuration is empty; see docs/configuration.md for its keys");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: b: c         | 1:5: this is not YAML: mapping values are not allowed here",
                "a: [1, 2        | 1:9: this is not YAML: expected ',' or ']', but got <stream end>",
                "a: @b           | 1:4: this is not YAML: found character '@' that cannot start any token. (Do not use @ for indentation)",
                "password: *word | 1:11: this is not YAML: an alias has no anchor; a text that begins with * must"
                        + " be quoted",
                "a: !!java.net.URL [x] | 1:4: this is not YAML: tags such as !!java.net.URL are not allowed; a text"
                        + " that begins with ! must be quoted",
                "a: !!binary aGk= | 1:4: tags such as !!java.net.URL are not allowed; a text that begins with !"
                        + " must be quoted",
                "password: !word  | 1:11: tags such as !!java.net.URL are not allowed; a text that begins with !"
                        + " must be quoted",
                "a: {<<: {b: 1}} | 1:5: merge keys (<<) are not allowed; write the keys in full",
                "? [a, b]        | 1:3: a key must be a text",
                "~: b            | 1:1: a key must be a text",
                "a: &x [*x]      | 1:1: an alias is inside its own anchor; write the value in full",
            })
    void saysWhereAndWhatInOneSentence(String yaml, String problem) {
        assertThat(problemsOf(yaml)).isEqualTo("job.yaml:" + problem);
    }

    @Test
    void refusesASecondDocument() {
        assertThat(problemsOf("a: 1\n---\nb: 2\n"))
                .isEqualTo("job.yaml:3:1: a second YAML document begins here; keep one");
    }

    @Test
    void refusesCharactersThatNobodySees() {
        assertThat(problemsOf("a: 1\nb: x\u0007\n"))
                .isEqualTo("job.yaml:2:5: the character U+0007 is not allowed in YAML; escape it");
    }

    @Test
    void followsAliasesOnlySoFar() {
        String bomb = "a0: &a0 [x, x]\n"
                + IntStream.range(1, 20)
                        .mapToObj(i -> "a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1))
                        .collect(Collectors.joining());

        assertThat(problemsOf("a: &x [1]\nb: *x\nc: [*x, *x]\n")).isEmpty();
        assertThat(problemsOf(bomb))
                .isEqualTo("job.yaml:1:1: aliases expand this to more than 100000 values; use fewer");
    }

    @Test
    void endsOnTooManyAliasesOrLevels() {
        assertThat(problemsOf("a: &x [1]\nb: [" + "*x, ".repeat(60) + "]\n")).startsWith("job.yaml:1:1: this is not");
        assertThat(problemsOf("[".repeat(10_000))).startsWith("job.yaml:1:1: this is not YAML: Nesting Depth");
    }

    private static String problemsOf(String yaml) {
        ConfigErrors problems = new ConfigErrors("job.yaml");
        boolean readable = YamlText.compose(yaml, problems) != null;
        assertThat(readable || problems.reported() > 0).isTrue();
        return problems.toString();
    }
}
