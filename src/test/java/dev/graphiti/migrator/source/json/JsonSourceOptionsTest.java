package dev.graphiti.migrator.source.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.config.ByteSize;
import dev.graphiti.migrator.config.ConfigReader;
import dev.graphiti.migrator.config.ConfigShape;
import dev.graphiti.migrator.config.Setting;
import dev.graphiti.migrator.source.flink.SourceOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonSourceOptionsTest {
    private static final JsonInput SOUND = new JsonInput("support", List.of("a.jsonl"), JsonFormat.AUTO, "");

    /** A configuration as small as can be. */
    private record Config(
            @Setting("Where records come from.") SourceOptions source) {}

    @Test
    void readsAllDefaults() {
        assertThat(read("""
                        source:
                          type: json
                          inputs:
                            - collection: support
                              paths: [a.jsonl]
                        """)).isEqualTo(JsonSourceOptions.of(SOUND));
    }

    @Test
    void readsEveryKey() {
        JsonInput input = new JsonInput("shop", List.of("a.json", "b"), JsonFormat.DOCUMENT, "/products");

        assertThat(read("""
                        source:
                          type: json
                          inputs:
                            - collection: shop
                              paths: [a.json, b]
                              format: document
                              pointer: /products
                          split-size: 1mb
                          max-record-size: 2kb
                        """))
                .isEqualTo(new JsonSourceOptions(List.of(input), new ByteSize(1 << 20), new ByteSize(2048)));
    }

    @Test
    void refusesInputsThatCannotBeMeant() {
        assertThatThrownBy(() -> new JsonInput(" ", List.of("a"), JsonFormat.AUTO, ""))
                .hasMessage("the collection has no name");
        assertThatThrownBy(() -> new JsonInput("support", List.of(), JsonFormat.AUTO, ""))
                .hasMessage("support names no path, or an empty one");
        assertThatThrownBy(() -> new JsonInput("support", List.of("a"), JsonFormat.AUTO, "products"))
                .hasMessage("the pointer 'products' must start with a slash, as in /products");
        assertThatThrownBy(() -> new JsonInput("support", List.of("a"), JsonFormat.LINES, "/products"))
                .hasMessage("format lines cannot have a pointer; use format document for support");
    }

    @Test
    void refusesNoInput() {
        assertThatThrownBy(JsonSourceOptions::of)
                .hasMessage("inputs is empty; name at least one collection with its paths");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    split-size: 1b              | 'source.split-size' must be 1kb to 1tb, not '1b'
                    max-record-size: 1b         | 'source.max-record-size' must be 1kb to 256mb, not '1b'
                    max-record-size: 1tb        | 'source.max-record-size' must be 1kb to 256mb, not '1tb'
                    """)
    void refusesSizesBeyondTheirBounds(String key, String sentence) {
        assertThatThrownBy(() -> read("source: { type: json, inputs: [{ collection: a, paths: [a] }], " + key + " }"))
                .hasMessageContaining(sentence);
    }

    private static SourceOptions read(String yaml) {
        ConfigShape<Config> shape =
                ConfigShape.of(Config.class).withVariants(SourceOptions.class, List.of(JsonSourceOptions.class));
        return new ConfigReader<>(shape, Map.of()).read(yaml, "test.yaml").source();
    }
}
