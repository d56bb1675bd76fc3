package dev.graphiti.migrator.testing.graphrag;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the demo ships is what its generator writes; {@link DemoData} writes it anew. */
class DemoDataTest {
    @Test
    void theShippedOutputIsThatOfItsGenerator(@TempDir Path folder) throws IOException {
        DemoData.output().write(folder);

        assertThat(names(DemoData.FOLDER)).isEqualTo(names(folder));
        for (String name : names(folder)) {
            assertThat(DemoData.FOLDER.resolve(name)).hasSameBinaryContentAs(folder.resolve(name));
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
