package dev.graphiti.migrator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graphiti.migrator.model.MigratorException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundsTest {
    record Limits(
            @Setting(value = "How often.", defaultValue = "10s", min = "100ms", max = "1d")
            Duration interval,

            @Setting(value = "How much.", defaultValue = "4mb", min = "1kb")
            ByteSize size,

            @Setting(value = "How many.", defaultValue = "1", max = "512")
            int count,

            @Setting(value = "How fast.", defaultValue = "1.5", min = "0.1", max = "100000")
            double rate,

            @Setting("Anything.") String name) {}

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    interval: 0s     | job.yaml:1:11: 'interval' must be 100ms to 1d, not '0s'
                    interval: 99ms   | job.yaml:1:11: 'interval' must be 100ms to 1d, not '99ms'
                    interval: PT-5S  | job.yaml:1:11: 'interval' must be 100ms to 1d, not 'PT-5S'
                    interval: 25h    | job.yaml:1:11: 'interval' must be 100ms to 1d, not '25h'
                    size: 0b         | job.yaml:1:7: 'size' must be at least 1kb, not '0b'
                    count: 513       | job.yaml:1:8: 'count' must be at most 512, not '513'
                    rate: 0          | job.yaml:1:7: 'rate' must be 0.1 to 100000, not '0'
                    count: ${MANY}   | job.yaml:1:8: 'count' must be at most 512, but '${MANY}' has another value
                    """)
    void refusesAValueBeyondThem(String yaml, String message) {
        assertThatThrownBy(() -> read(yaml + "\nname: x\n"))
                .isInstanceOf(MigratorException.class)
                .hasMessage(message);
    }

    @Test
    void allowsTheBoundsThemselves() {
        Limits limits = read("interval: 100ms\nsize: 1kb\ncount: 512\nrate: 100000\nname: x\n");

        assertThat(limits).isEqualTo(new Limits(Duration.ofMillis(100), new ByteSize(1024), 512, 100_000, "x"));
    }

    @Test
    void areInTheJsonSchema() throws Exception {
        var properties = new ObjectMapper()
                .readTree(new JsonSchemaWriter(ConfigShape.of(Limits.class)).write("t"))
                .path("properties");

        assertThat(properties.at("/count/anyOf/0/maximum").asInt()).isEqualTo(512);
        assertThat(properties.at("/rate/anyOf/0/minimum").asDouble()).isEqualTo(0.1);
    }

    @Test
    void areInTheReferencePage() {
        assertThat(new ReferencePage(ConfigShape.of(Limits.class)).write("# T"))
                .contains("| `interval` | duration, 100ms to 1d | `10s` | How often. |")
                .contains("| `size` | size, at least 1kb | `4mb` | How much. |")
                .contains("| `count` | whole number, at most 512 | `1` | How many. |");
    }

    record TextWithBounds(
            @Setting(value = "A name.", min = "1") String name) {}

    record NoNumber(
            @Setting(value = "A count.", min = "few") int count) {}

    record DefaultBeyond(
            @Setting(value = "A count.", min = "2", defaultValue = "1")
            int count) {}

    @Test
    void areCheckedWithTheShape() {
        assertThatThrownBy(() -> reader(TextWithBounds.class)).hasMessageContaining("not a number, duration or size");
        assertThatThrownBy(() -> reader(NoNumber.class)).hasMessageContaining("the bound 'few' is not a whole number");
        assertThatThrownBy(() -> reader(DefaultBeyond.class)).hasMessageContaining("1 is not at least 2");
    }

    private static Limits read(String yaml) {
        return reader(Limits.class).read(yaml, "job.yaml");
    }

    private static <T extends Record> ConfigReader<T> reader(Class<T> root) {
        return new ConfigReader<>(ConfigShape.of(root), Map.of("MANY", "600"));
    }
}
