package dev.graphiti.migrator.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/architecture.md} names the packages and files that there are. */
class ArchitectureDocTest {
    private static final Path DOC = Path.of("docs/architecture.md");
    private static final Path CODE = Path.of("src/main/java", LayeringTest.BASE.replace('.', '/'));
    private static final Pattern NAME = Pattern.compile("`([a-z0-9.]+)`");
    private static final Pattern FILE = Pattern.compile("`([a-z0-9/]+/[A-Za-z]+\\.java)`");

    @Test
    void namesEachPackage() throws IOException {
        List<String> named = between("## Packages", "## What an addition costs")
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(0, line.indexOf('|', 1)))
                .flatMap(cell -> NAME.matcher(cell).results())
                .map(found -> found.group(1))
                .sorted()
                .toList();

        assertThat(named).isEqualTo(packages());
    }

    @Test
    void namesFilesThatThereAre() throws IOException {
        List<String> files = FILE.matcher(Files.readString(DOC))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();

        assertThat(files)
                .isNotEmpty()
                .allSatisfy(file -> assertThat(CODE.resolve(file)).exists());
    }

    private static String between(String from, String to) throws IOException {
        String text = Files.readString(DOC);
        return text.substring(text.indexOf(from), text.indexOf(to));
    }

    private static List<String> packages() throws IOException {
        try (Stream<Path> files = Files.walk(CODE)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".java"))
                    .filter(file -> !file.getFileName().toString().equals("package-info.java"))
                    .map(file -> CODE.relativize(file.getParent()).toString().replace('/', '.'))
                    .distinct()
                    .sorted()
                    .toList();
        }
    }
}
