package dev.graphiti.migrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.config.ConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The configurations that the pages of the sources show can be used as they are. */
class SourceDocsTest {
    private static final Path PAGES = Path.of("docs/sources");
    private static final Pattern BLOCK = Pattern.compile("```yaml\n(source:.*?)```", Pattern.DOTALL);
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z0-9_]+)\\}");

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(PAGES)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void showsCompleteConfigurations(Path page) throws IOException {
        List<String> blocks = BLOCK.matcher(Files.readString(page))
                .results()
                .map(block -> block.group(1))
                .toList();

        assertThat(blocks).isNotEmpty();
        for (String block : blocks) {
            MigrationConfig config =
                    new ConfigReader<>(MigrationConfig.shape(), variables(block)).read(block, page.toString());
            assertThat(config.recordMapping(Instant.EPOCH)).isNotNull();
        }
    }

    private static Map<String, String> variables(String block) {
        return VARIABLE.matcher(block)
                .results()
                .map(variable -> variable.group(1))
                .distinct()
                .collect(Collectors.toMap(name -> name, name -> "set"));
    }
}
