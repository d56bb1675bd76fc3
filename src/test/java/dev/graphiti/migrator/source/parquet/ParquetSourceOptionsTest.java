package dev.graphiti.migrator.source.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.config.ConfigReader;
import dev.graphiti.migrator.config.ConfigShape;
import dev.graphiti.migrator.config.Setting;
import dev.graphiti.migrator.source.flink.SourceOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParquetSourceOptionsTest {
    /** A configuration as small as can be. */
    private record Config(
            @Setting("Where records come from.") SourceOptions source) {}

    @Test
    void readsAllDefaults() {
        assertThat(read("""
                        source:
                          type: parquet
                          inputs:
                            - collection: support
                              paths: [a.parquet]
                        """)).isEqualTo(ParquetSourceOptions.of("support", "a.parquet"));
    }

    @Test
    void readsEveryKey() {
        ParquetInput input = new ParquetInput("", List.of("a", "b"), ParquetLayout.PINECONE_IMPORT, MixedTypes.READ);

        assertThat(read("""
                        source:
                          type: parquet
                          inputs:
                            - paths: [a, b]
                              layout: pinecone-import
                              mixed-types: read
                        """)).isEqualTo(new ParquetSourceOptions(List.of(input)));
    }

    @Test
    void refusesInputsThatCannotBeMeant() {
        assertThatThrownBy(() -> ParquetSourceOptions.of(" ", "a"))
                .hasMessage("the collection has no name, which only the layout pinecone-import can do without");
        assertThatThrownBy(() -> ParquetSourceOptions.of("support"))
                .hasMessage("support names no path, or an empty one");
        assertThatThrownBy(() -> new ParquetSourceOptions(List.of()))
                .hasMessage("inputs is empty; name at least one set of files with its paths");
    }

    private static SourceOptions read(String yaml) {
        ConfigShape<Config> shape =
                ConfigShape.of(Config.class).withVariants(SourceOptions.class, List.of(ParquetSourceOptions.class));
        return new ConfigReader<>(shape, Map.of()).read(yaml, "test.yaml").source();
    }
}
