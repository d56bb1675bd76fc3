package dev.graphiti.migrator.source.pinecone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.client.HttpOptions;
import dev.graphiti.migrator.config.ByteSize;
import dev.graphiti.migrator.config.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PineconeOptionsTest {
    @Test
    void hasDefaults() {
        PineconeOptions options = PineconeSamples.of("source: { type: pinecone, api-key: k, host: h.example.com }");

        assertThat(options).isEqualTo(PineconeOptions.of("h.example.com", new Secret("k")));
        assertThat(options.version()).isEqualTo("2025-10");
        assertThat(options.toString()).doesNotContain("k,").contains("***");
    }

    @Test
    void readsEveryKey() {
        PineconeOptions options = PineconeSamples.of("""
                source:
                  type: pinecone
                  api-key: k
                  index: i
                  host: h.example.com
                  control-url: https://c.example.com
                  kind: documents
                  api-version: 2026-01.alpha
                  namespaces: [n]
                  prefixes: [p]
                  id-files: {}
                  collection: c
                  split-size: 7
                  fetch-size: 8
                  splits-at-once: 9
                  list-rate: 10.5
                  fetch-rate: 11
                  read-unit-rate: 12
                  http: { timeout: 1s, outage-limit: 2s, proxy: "p:3128", trust: ca.pem, trust-password: t, max-answer: 2kb }
                """);

        assertThat(options)
                .isEqualTo(new PineconeOptions(
                        new Secret("k"),
                        "i",
                        "h.example.com",
                        "https://c.example.com",
                        IndexKind.DOCUMENTS,
                        "2026-01.alpha",
                        List.of("n"),
                        List.of("p"),
                        Map.of(),
                        "c",
                        7,
                        8,
                        9,
                        10.5,
                        11,
                        12.0,
                        new HttpOptions(
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(2),
                                "p:3128",
                                "ca.pem",
                                new Secret("t"),
                                new ByteSize(2048))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "api-key: k | index is missing; name the index to read, or its host",
                "index: i, api-version: latest | api-version must be like 2025-10, got 'latest'",
                "index: i, fetch-size: 1001 | 'source.fetch-size' must be 1 to 1000, not '1001'",
                "index: i, host: 'ftp://h' | host must be a host, or of the form https://host",
                "index: i, list-rate: 0 | 'source.list-rate' must be 0.1 to 100000, not '0'",
                "index: i, prefixes: [a], id-files: { n: f } | prefixes and id-files exclude each other; keep one",
            })
    void refusesWhatCannotBe(String keys, String sentence) {
        assertThatThrownBy(() -> PineconeSamples.of("source: { type: pinecone, " + keys + " }"))
                .hasMessageContaining(sentence);
    }
}
