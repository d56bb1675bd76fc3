package dev.graphiti.migrator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScalarTest {
    @ParameterizedTest
    @CsvSource({
        "30s, PT30S, 30s",
        "5 min, PT5M, 5min",
        "500ms, PT0.5S, 500ms",
        "PT5S, PT5S, 5s",
        "120min, PT2H, 2h",
        "2d, PT48H, 2d",
        "0 h, PT0S, 0s",
        "PT0.0001S, PT0.0001S, PT0.0001S",
        "PT-5S, PT-5S, PT-5S"
    })
    void durations(String text, Duration duration, String shortest) {
        assertThat(parse(Duration.class, text)).isEqualTo(duration);
        assertThat(Durations.write(duration)).isEqualTo(shortest);
    }

    @ParameterizedTest
    @CsvSource({
        "0b, 0, 0b",
        "64mb, 67108864, 64mb",
        "512 kb, 524288, 512kb",
        "1GB, 1073741824, 1gb",
        "2048b, 2048, 2kb",
        "3 tb, 3298534883328, 3tb",
        "1025b, 1025, 1025b"
    })
    void sizes(String text, long bytes, String shortest) {
        assertThat(parse(ByteSize.class, text)).isEqualTo(new ByteSize(bytes));
        assertThat(new ByteSize(bytes)).hasToString(shortest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "-5s", "1.5h", "5m", "5 fortnights", "999999999999999999d", "PT", "5  s"})
    void noDuration(String text) {
        assertThat(parse(Duration.class, text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "mb", "-1mb", "1.5gb", "64mib", "999999999999999999tb", "٣mb"})
    void noSize(String text) {
        assertThat(parse(ByteSize.class, text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.0", "010", "0x1F", "1_000", "2147483648", "٣", "1e3", " 1"})
    void noWholeNumber(String text) {
        assertThat(parse(int.class, text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1d", "NaN", ".inf", "Infinity", "0x1p3", "1e999", "1.", ".5", "1,5"})
    void noNumber(String text) {
        assertThat(parse(double.class, text)).isNull();
    }

    @Test
    void aSizeIsNotNegative() {
        assertThatThrownBy(() -> new ByteSize(-1)).hasMessage("a size cannot be negative, got -1 bytes");
        assertThatThrownBy(() -> ByteSize.parse("many")).hasMessage("'many' is not a size such as 64mb or 512 kb");
    }

    @Test
    void otherKinds() {
        assertThat(parse(Instant.class, "2024-05-01T02:00:00+02:00")).isEqualTo(Instant.parse("2024-05-01T00:00:00Z"));
        assertThat(parse(Instant.class, "2024-05-01")).isNull();
        assertThat(parse(Long.class, "-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
        assertThat(parse(double.class, "-1.5E-3")).isEqualTo(-0.0015);
        assertThat(parse(Sample.OnExisting.class, "fail-record")).isEqualTo(Sample.OnExisting.FAIL_RECORD);
        assertThat(parse(Sample.OnExisting.class, "FAIL_RECORD")).isNull();
        assertThat(Scalar.of(Object.class)).isNull();
    }

    @Property
    void durationsReadBack(@ForAll("durations") Duration duration) {
        String text = Durations.write(duration);

        assertThat(Durations.parse(text)).isEqualTo(duration);
        assertThat(text).matches(Durations.PATTERN);
    }

    @Property
    void sizesReadBack(@ForAll @LongRange(min = 0) long bytes) {
        String text = new ByteSize(bytes).toString();

        assertThat(ByteSize.parse(text)).isEqualTo(new ByteSize(bytes));
    }

    @Provide
    Arbitrary<Duration> durations() {
        return Samples.durations();
    }

    private static @Nullable Object parse(Class<?> type, String text) {
        return Objects.requireNonNull(Scalar.of(type)).parse(text);
    }
}
