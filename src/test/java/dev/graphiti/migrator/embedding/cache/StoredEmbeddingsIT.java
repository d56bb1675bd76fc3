package dev.graphiti.migrator.embedding.cache;

import static dev.graphiti.migrator.embedding.cache.StoredEmbeddingsTest.key;
import static dev.graphiti.migrator.embedding.cache.StoredEmbeddingsTest.vector;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredEmbeddingsIT {
    @TempDir
    private Path folder;

    @Test
    void whatWasRememberedSurvivesAKill() throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); !"1000".equals(line); line = out.readLine()) {
                assertThat(line).as("the writer goes on").isNotNull();
            }
        }
        // On Unix this is kill -9.
        writer.destroyForcibly().waitFor();
        try (StoredEmbeddings after = StoredEmbeddings.open(folder)) {
            assertThat(after.writesTo()).isEqualTo(folder.resolve("store-0"));
            for (int i = 0; i <= 1000; i += 100) {
                assertThat(after.find(List.of(key("text " + i)))).containsValue(vector(i, 384));
            }
        }
    }

    /** Remembers one vector after the other, and says so, until it is killed. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) {
            try (StoredEmbeddings embeddings = StoredEmbeddings.open(Path.of(arguments[0]))) {
                for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
                    embeddings.put(Map.of(key("text " + i), vector(i, 384)));
                    System.out.println(i);
                }
            }
        }
    }
}
