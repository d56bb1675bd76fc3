package dev.graphiti.migrator.ledger.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {
    private static final int REPLACEMENTS = 500;

    @TempDir
    private Path folder;

    @Test
    void aFileThatDoesNotExistIsEmpty() {
        assertThat(file("run.json").read()).isEmpty();
        assertThat(file("run.json").exists()).isFalse();
    }

    @Test
    void theLastTextIsRead() {
        TextFile file = file("run.json");

        file.write("the first text, which is longer");
        file.write("the last text");

        assertThat(file.read()).contains("the last text");
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    /** A run whose file is gone for a moment would be taken for none. */
    @Test
    void aReaderAlwaysSeesTheOldTextOrTheNewOne() {
        TextFile file = file("run.json");
        String odd = "odd".repeat(10_000);
        String even = "even".repeat(10_000);
        file.write(even);

        CompletableFuture<Void> writes = CompletableFuture.runAsync(() -> {
            for (int i = 1; i <= REPLACEMENTS; i++) {
                file.write(i % 2 == 0 ? even : odd);
            }
        });

        do {
            assertThat(file.read()).isIn(Optional.of(odd), Optional.of(even));
        } while (!writes.isDone());
        writes.join();
    }

    private TextFile file(String name) {
        return new TextFile(folder.resolve(name).toString());
    }
}
