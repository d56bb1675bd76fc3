package dev.graphiti.migrator.mapping.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.config.ConfigReader;
import dev.graphiti.migrator.config.ConfigShape;
import dev.graphiti.migrator.mapping.config.EpisodeMapping;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkOptionsTest {
    private static final ConfigReader<EpisodeMapping> READER =
            new ConfigReader<>(ConfigShape.of(EpisodeMapping.class), Map.of());

    @Test
    void contentIsCutIfNothingIsConfigured() {
        assertThat(read("name: x")).isEqualTo(ChunkOptions.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"chunk: off", "chunk: null", "chunk:"})
    void contentIsNotCutIfOff(String yaml) {
        assertThat(read(yaml)).isNull();
    }

    @Test
    void keysHaveDefaults() {
        ChunkOptions options = Objects.requireNonNull(read("chunk: {}"));

        assertThat(options).isEqualTo(new ChunkOptions(4_000, null, null, true));
        assertThat(options.isExceededBy("x".repeat(4_000))).isFalse();
        assertThat(options.isExceededBy("x".repeat(4_001))).isTrue();
        assertThat(options.isExceededBy("😀".repeat(4_000))).isFalse();
        assertThat(options.cutter().cut("x".repeat(7_800)))
                .containsExactly(new TextCutter.Part(0, 4_000), new TextCutter.Part(3_800, 7_800));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chunk: { size: 9 }                | job.yaml:1:16: 'chunk.size' must be 10 to 1000000, not '9'",
                "chunk: { size: 100, overlap: 50 } | job.yaml:1:1: in section 'chunk': overlap is 50, but must be less than half of size, which is 100",
                "chunk: { size: 100, overlap: -1 } | job.yaml:1:30: 'chunk.overlap' must be 0 to 500000, not '-1'",
                "chunk: { above: 3999 }            | job.yaml:1:1: in section 'chunk': above is 3999, but must be at least size, which is 4000",
                "chunk: on                         | job.yaml:1:8: 'chunk' expects a section, not 'on'",
                "chunk: 4000                       | job.yaml:1:8: 'chunk' expects a section, not '4000'"
            })
    void wrongLengthsAreOneSentence(String yaml, String message) {
        assertThatThrownBy(() -> read(yaml)).hasMessage(message);
    }

    private static @Nullable ChunkOptions read(String yaml) {
        return READER.read(yaml, "job.yaml").chunk();
    }
}
