package dev.graphiti.migrator.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of {@code docs/recipes}: data, a configuration, and what it becomes. */
record Recipe(String name, String text) {
    static final Path PAGES = Path.of("docs/recipes");
    private static final String CONFIGURATION = "migration.yaml";
    private static final Pattern FILE = Pattern.compile("(?m)^`([\\w./-]+)`:\n\n```\\w+\n((?s:.*?))^```$");
    private static final Pattern RESULT = Pattern.compile("(?m)^## Result\n\n```text\n((?s:.*?))^```$");
    private static final Pattern TOTAL = Pattern.compile("(?m)^In total: (.*)\\.$");
    private static final Pattern QUESTION = Pattern.compile("(?m)^\\| (?!question |---).+ \\| .+ \\|$");

    static Stream<Recipe> all() {
        try (Stream<Path> files = Files.list(PAGES)) {
            return files.filter(page -> !page.endsWith("README.md")).sorted().map(Recipe::read).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Recipe read(Path page) {
        try {
            return new Recipe(page.getFileName().toString(), Files.readString(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Stream<MatchResult> files() {
        return FILE.matcher(text).results();
    }

    /** The configuration as the page shows it. */
    String configuration() {
        return files().filter(file -> file.group(1).equals(CONFIGURATION))
                .findFirst()
                .orElseThrow()
                .group(2);
    }

    long lines() {
        return configuration().lines().count();
    }

    /** Writes the data, and the configuration with a target that does not exist; returns the latter. */
    Path writeInto(Path folder) throws IOException {
        for (MatchResult file : files().toList()) {
            Path path = folder.resolve(file.group(1));
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.group(2));
        }
        return Files.writeString(
                folder.resolve(CONFIGURATION),
                configuration().replace("paths: [", "paths: [" + folder + "/")
                        + "embedding: { type: hashing }\ntarget: { uri: \"bolt://127.0.0.1:1\", password: p }\n");
    }

    /** What a dry run prints, in this order. */
    List<String> result() {
        return RESULT.matcher(text)
                .results()
                .flatMap(result -> result.group(1).lines())
                .map(String::strip)
                .toList();
    }

    /** How many elements all records become: {@code 2 episodes, 1 entity}. */
    String total() {
        return TOTAL.matcher(text).results().findFirst().orElseThrow().group(1);
    }

    long questions() {
        return QUESTION.matcher(text).results().count();
    }

    @Override
    public String toString() {
        return name;
    }
}
