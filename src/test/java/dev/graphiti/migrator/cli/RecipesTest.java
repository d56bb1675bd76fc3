package dev.graphiti.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each page in {@code docs/recipes} with a configuration does what it says. {@code .ci/recipes.py} asks its question. */
class RecipesTest {
    private static final Path PAGES = Path.of("docs/recipes");
    private static final Pattern FILE = Pattern.compile("(?m)^`([\\w.-]+)`:\n\n```\\w+\n((?s:.*?))^```$");
    private static final Pattern RESULT = Pattern.compile("(?m)^## Result\n\n```text\n((?s:.*?))^```$");
    private static final int LONGEST = 30;

    @TempDir
    Path folder;

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> all = Files.list(PAGES)) {
            return all.filter(page -> !page.endsWith("README.md")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aDryRunPrintsTheResult(Path page) throws IOException {
        String text = Files.readString(page);
        for (MatchResult file : FILE.matcher(text).results().toList()) {
            Files.writeString(folder.resolve(file.group(1)), file.group(2));
        }
        Path configuration = folder.resolve("migration.yaml");
        String yaml = Files.readString(configuration);
        assertThat(yaml.lines().count()).as("lines of YAML").isLessThanOrEqualTo(LONGEST);
        Files.writeString(
                configuration,
                yaml.replace("paths: [", "paths: [" + folder + "/")
                        + "embedding: { type: hashing }\ntarget: { uri: \"bolt://127.0.0.1:1\", password: p }\n");

        Call call = Call.of("migrate", "--dry-run", "-c", configuration.toString());

        assertThat(call.code()).as(call.err()).isZero();
        List<String> lines = RESULT.matcher(text)
                .results()
                .flatMap(result -> result.group(1).lines())
                .map(String::strip)
                .toList();
        assertThat(lines).isNotEmpty();
        assertThat(call.out()).containsSubsequence(lines).doesNotContain("in no record");
    }
}
