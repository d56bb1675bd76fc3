package dev.graphiti.migrator.embedding.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.config.ByteSize;
import dev.graphiti.migrator.config.ConfigReader;
import dev.graphiti.migrator.config.ConfigShape;
import dev.graphiti.migrator.config.Secret;
import dev.graphiti.migrator.config.Setting;
import dev.graphiti.migrator.embedding.config.OpenAiOptions.VectorEncoding;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmbeddingOptionsTest {
    /** A file with nothing but the section. */
    record File(@Setting("The section.") EmbeddingOptions embedding) {}

    @Test
    void openAiHasDefaults() {
        assertThat(read("{type: openai, model: m}")).isEqualTo(OpenAiOptions.of("https://api.openai.com/v1", "m"));
    }

    @Test
    void openAiTakesAllKeys() {
        assertThat(read("""
                                {type: openai, base-url: "http://localhost:8000/v1", model: m, dimensions: 256, api-key: k,
                                 batch-size: 10, max-tokens: 11, concurrency: 12, timeout: 13s, give-up-after: 14min,
                                 encoding: float, slice: true, vectors: reembed,
                                 bundle: {texts: 15, size: 16kb, linger: 17ms}, cache: {enabled: false, path: /tmp/x}}
                                """))
                .isEqualTo(new OpenAiOptions(
                        "http://localhost:8000/v1",
                        "m",
                        256,
                        new Secret("k"),
                        10,
                        11,
                        12,
                        Duration.ofSeconds(13),
                        Duration.ofMinutes(14),
                        VectorEncoding.FLOAT,
                        true,
                        VectorPolicy.REEMBED,
                        new BundleOptions(15, ByteSize.parse("16kb"), Duration.ofMillis(17)),
                        new CacheOptions(false, "/tmp/x")));
    }

    @Test
    void othersHaveDefaults() {
        assertThat(read("{type: onnx}")).isEqualTo(OnnxOptions.DEFAULT);
        assertThat(read("{type: hashing}")).isEqualTo(HashingOptions.of(64));
        assertThat(read("{type: none, model: m, dimension: 3}")).isEqualTo(new NoEmbeddingOptions("m", 3));
    }

    @Test
    void refusesWhatCannotWork() {
        assertThatThrownBy(() -> read("{type: openai, model: m, slice: true}"))
                .hasMessageContaining("slice needs dimensions, the size to cut to");
        assertThatThrownBy(() -> read("{type: openai, model: m, base-url: \"https://user:pw@host/v1\"}"))
                .hasMessageContaining("base-url must hold neither a password nor a query; use api-key");
        assertThatThrownBy(() -> read("{type: openai, model: m, base-url: \"localhost:8000\"}"))
                .hasMessageContaining("base-url must be of the form https://host/path");
        assertThatThrownBy(() -> read("{type: openai, model: m, batch-size: 2049}"))
                .hasMessageContaining("batch-size' must be 1 to 2048, not '2049'");
    }

    @Test
    void refusesADimensionThatNoModelHas() {
        assertThatThrownBy(() -> read("{type: hashing, dimension: 2000000000}"))
                .hasMessage("test.yaml:1:39: 'embedding.dimension' must be 1 to 65536, not '2000000000'");
        assertThatThrownBy(() -> read("{type: hashing, dimension: 0}"))
                .hasMessage("test.yaml:1:39: 'embedding.dimension' must be 1 to 65536, not '0'");
        assertThatThrownBy(() -> read("{type: none, model: m, dimension: 65537}"))
                .hasMessage("test.yaml:1:46: 'embedding.dimension' must be 1 to 65536, not '65537'");
        assertThatThrownBy(() -> read("{type: openai, model: m, dimensions: 1000000000}"))
                .hasMessage("test.yaml:1:49: 'embedding.dimensions' must be 1 to 65536, not '1000000000'");
        assertThat(HashingOptions.of(65_536).space().dimension()).isEqualTo(65_536);
    }

    @Test
    void knowsTheDimensionsOfOpenAisModels() {
        assertThat(OpenAiOptions.of("https://h/v1", "text-embedding-3-large").space())
                .isEqualTo(new VectorSpace("text-embedding-3-large", 3072));
        assertThat(OpenAiOptions.of("https://h/v1", "other").space()).isNull();
    }

    @Test
    void hidesTheKey() {
        assertThat(read("{type: openai, model: m, api-key: sk-secret}").toString())
                .doesNotContain("sk-secret");
    }

    private static EmbeddingOptions read(String section) {
        return new ConfigReader<>(ConfigShape.of(File.class), Map.of())
                .read("embedding: " + section.strip(), "test.yaml")
                .embedding();
    }
}
