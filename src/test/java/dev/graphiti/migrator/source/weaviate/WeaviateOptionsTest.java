package dev.graphiti.migrator.source.weaviate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.client.HttpOptions;
import dev.graphiti.migrator.config.ConfigReader;
import dev.graphiti.migrator.config.ConfigShape;
import dev.graphiti.migrator.config.Secret;
import dev.graphiti.migrator.config.Setting;
import dev.graphiti.migrator.source.flink.SourceOptions;
import dev.graphiti.migrator.source.weaviate.export.WeaviateExportOptions;
import dev.graphiti.migrator.source.weaviate.object.Blobs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WeaviateOptionsTest {
    /** A configuration as small as can be. */
    private record Config(
            @Setting("Where records come from.") SourceOptions source) {}

    @Test
    void readsAllDefaults() {
        assertThat(read("source: { type: weaviate, url: \"http://localhost:8080\" }"))
                .isEqualTo(WeaviateSourceOptions.of("http://localhost:8080"));
        assertThat(read("source: { type: weaviate-export, paths: [out] }"))
                .isEqualTo(new WeaviateExportOptions(List.of("out"), List.of(), null, Blobs.LEAVE_OUT));
    }

    @Test
    void readsEveryKey() {
        assertThat(read("""
                        source:
                          type: weaviate
                          url: https://weaviate.example.com/
                          api-key: ${KEY}
                          collections:
                            - { class: Article, vector: title }
                            - { class: Note, tenants: [emea] }
                          inactive-tenants: leave-out
                          blobs: keep
                          page-size: 50
                          split-size: 1000
                          concurrency: 8
                          requests-per-second: 20
                          http: { timeout: 5s, outage-limit: 1min }
                        """))
                .isEqualTo(new WeaviateSourceOptions(
                        "https://weaviate.example.com/",
                        new Secret("k-1"),
                        List.of(
                                new WeaviateCollection("Article", List.of(), "title"),
                                new WeaviateCollection("Note", List.of("emea"), null)),
                        InactiveTenants.LEAVE_OUT,
                        Blobs.KEEP,
                        50,
                        1_000,
                        8,
                        20,
                        HttpOptions.withTimeouts(Duration.ofSeconds(5), Duration.ofMinutes(1))));
    }

    @Test
    void refusesWhatCannotBeMeant() {
        assertThatThrownBy(() -> WeaviateSourceOptions.of("localhost:8080"))
                .hasMessage("url must be of the form https://host:port");
        assertThatThrownBy(() -> WeaviateSourceOptions.of("http://user:pw@localhost:8080"))
                .hasMessage("url must hold neither a password nor a query; use api-key");
        assertThatThrownBy(() ->
                        Library.options("http://h:1", WeaviateCollection.whole("A"), WeaviateCollection.whole("A")))
                .hasMessage("collections names the class A twice");
        assertThatThrownBy(() -> WeaviateCollection.whole(" ")).hasMessage("the class has no name");
        assertThatThrownBy(() -> new WeaviateExportOptions(List.of(), List.of(), null, Blobs.KEEP))
                .hasMessage("paths names no folder, or an empty one");
    }

    private static SourceOptions read(String yaml) {
        ConfigShape<Config> shape = ConfigShape.of(Config.class)
                .withVariants(SourceOptions.class, List.of(WeaviateSourceOptions.class, WeaviateExportOptions.class));
        return new ConfigReader<>(shape, Map.of("KEY", "k-1"))
                .read(yaml, "test.yaml")
                .source();
    }
}
