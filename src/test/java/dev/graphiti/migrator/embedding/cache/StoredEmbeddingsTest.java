package dev.graphiti.migrator.embedding.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.client.RefCounted;
import dev.graphiti.migrator.embedding.CacheKey;
import dev.graphiti.migrator.embedding.config.VectorSpace;
import dev.graphiti.migrator.model.Embedding;
import dev.graphiti.migrator.model.MigratorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredEmbeddingsTest {
    @TempDir
    private Path folder;

    @Test
    void remembersOverARestart() {
        Map<CacheKey, Embedding> embeddings = new LinkedHashMap<>();
        for (int i = 0; i < 500; i++) {
            embeddings.put(key("text " + i), vector(i, 384));
        }
        try (StoredEmbeddings first = StoredEmbeddings.open(folder)) {
            first.put(embeddings);
            assertThat(first.find(List.copyOf(embeddings.keySet()))).isEqualTo(embeddings);
        }
        try (StoredEmbeddings second = StoredEmbeddings.open(folder)) {
            assertThat(second.find(List.of(key("text 7"), key("unknown"), key("text 499"))))
                    .isEqualTo(Map.of(key("text 7"), vector(7, 384), key("text 499"), vector(499, 384)));
            assertThat(second.writesTo()).isEqualTo(folder.resolve("store-0"));
        }
    }

    @Test
    void sharesTheFolderWithAnotherWriter() {
        try (StoredEmbeddings first = StoredEmbeddings.open(folder)) {
            first.put(Map.of(key("a"), vector(1, 3)));
            try (StoredEmbeddings second = StoredEmbeddings.open(folder)) {
                assertThat(second.writesTo()).isEqualTo(folder.resolve("store-1"));
                assertThat(second.find(List.of(key("a")))).containsValue(vector(1, 3));
                second.put(Map.of(key("b"), vector(2, 3)));
            }
        }
        try (StoredEmbeddings third = StoredEmbeddings.open(folder)) {
            assertThat(third.find(List.of(key("a"), key("b")))).hasSize(2);
        }
    }

    @Test
    void skipsAStoreThatIsDamaged() throws IOException {
        try (StoredEmbeddings first = StoredEmbeddings.open(folder)) {
            first.put(Map.of(key("a"), vector(1, 3)));
        }
        try (Stream<Path> files = Files.list(folder.resolve("store-0"))) {
            for (Path file : files.filter(file -> file.getFileName().toString().startsWith("MANIFEST"))
                    .toList()) {
                Files.writeString(file, "this is no manifest");
            }
        }
        try (StoredEmbeddings second = StoredEmbeddings.open(folder)) {
            assertThat(second.writesTo()).isEqualTo(folder.resolve("store-1"));
            assertThat(second.find(List.of(key("a")))).isEmpty();
            second.put(Map.of(key("a"), vector(1, 3)));
            assertThat(second.find(List.of(key("a")))).hasSize(1);
        }
    }

    @Test
    void saysWhyAFolderCannotBeUsed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> StoredEmbeddings.open(file.resolve("below")))
                .isInstanceOf(MigratorException.class)
                .hasMessageStartingWith("the cache of embeddings cannot use folder '" + file.resolve("below") + "': ")
                .hasMessageEndingWith(
                        "; set embedding.cache.path to a writable folder, or embedding.cache.enabled to false");
    }

    @Test
    void isOpenOncePerProcessAndUsableAfterClosing() {
        RefCounted.Lease<EmbeddingCache> one = StoredEmbeddings.OPEN.lease(folder);
        RefCounted.Lease<EmbeddingCache> two = StoredEmbeddings.OPEN.lease(folder);
        assertThat(one.value()).isSameAs(two.value());
        one.close();
        one.close();
        two.value().put(Map.of(key("a"), vector(1, 3)));
        assertThat(two.value().find(List.of(key("a")))).hasSize(1);
        EmbeddingCache closed = two.value();
        two.close();
        assertThat(closed.find(List.of(key("a")))).isEmpty();
    }

    static CacheKey key(String text) {
        return CacheKey.of(new VectorSpace("m", 3), text);
    }

    static Embedding vector(int seed, int dimension) {
        float[] values = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            values[i] = seed + 1f / (i + 1);
        }
        return new Embedding(values);
    }
}
