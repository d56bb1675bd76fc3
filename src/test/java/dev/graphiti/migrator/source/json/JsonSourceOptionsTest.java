package dev.graphiti.migrator.source.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.config.ByteSize;
import dev.graphiti.migrator.config.ConfigReader;
import dev.graphiti.migrator.config.ConfigShape;
import dev.graphiti.migrator.config.Setting;
import dev.graphiti.migrator.source.SourceOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
                          dead-letter-bytes: 3
                        """))
                .isEqualTo(new JsonSourceOptions(List.of(input), new ByteSize(1 << 20), new ByteSize(2048), 3));
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
    void refusesSizesThatCannotBeMeant() {
        assertThatThrownBy(JsonSourceOptions::of)
                .hasMessage("inputs is empty; name at least one collection with its paths");
        assertThatThrownBy(() -> options(1, 1, 0))
                .hasMessage("split-size must be at least 1kb, got 1 bytes; the default, 64mb, suits most files");
        assertThatThrownBy(() -> options(1024, 1L << 40, 0))
                .hasMessage("max-record-size must be between 1 byte and 256 MB, got 1099511627776");
        assertThatThrownBy(() -> options(1024, 1, -1))
                .hasMessage("dead-letter-bytes must be between 0 and 1048576, got -1");
        assertThatThrownBy(() -> options(1024, 1, 1 << 30))
                .hasMessage("dead-letter-bytes must be between 0 and 1048576, got 1073741824");
    }

    private static SourceOptions read(String yaml) {
        ConfigShape<Config> shape =
                ConfigShape.of(Config.class).withVariants(SourceOptions.class, List.of(JsonSourceOptions.class));
        return new ConfigReader<>(shape, Map.of()).read(yaml, "test.yaml").source();
    }

    private static JsonSourceOptions options(long splitSize, long maxRecordSize, int deadLetterBytes) {
        return new JsonSourceOptions(
                List.of(SOUND), new ByteSize(splitSize), new ByteSize(maxRecordSize), deadLetterBytes);
    }
}
