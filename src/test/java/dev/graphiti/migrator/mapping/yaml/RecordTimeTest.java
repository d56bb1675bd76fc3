package dev.graphiti.migrator.mapping.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.mapping.Mapping;
import dev.graphiti.migrator.mapping.Records;
import dev.graphiti.migrator.model.EpisodicNode;
import dev.graphiti.migrator.source.fields.Fields;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordTimeTest {
    @ParameterizedTest
    @CsvSource({
        "3s, 2024-03-01T10:00:03Z",
        "1m 23s, 2024-03-01T10:01:23Z",
        "1h2m3.25s, 2024-03-01T11:02:03.250Z",
        "1500ms, 2024-03-01T10:00:01.500Z",
        "01:23, 2024-03-01T10:01:23Z",
        "'00:01:23,5', 2024-03-01T10:01:23.500Z",
        "PT1M23S, 2024-03-01T10:01:23Z",
        "12.5, 2024-03-01T10:00:12.500Z",
        "-3s, 2024-03-01T09:59:57Z",
        "2 d, 2024-03-03T10:00:00Z",
    })
    void anOffsetCountsFromItsBase(String offset, String time) {
        assertThat(time("{ field: at, offset-from: start }", "at", offset, "start", "2024-03-01T10:00:00Z"))
                .isEqualTo(time);
        assertThat(time("{ field: at, offset-from: 2024-03-01T10:00:00Z }", "at", offset))
                .isEqualTo(time);
    }

    @Test
    void aNumberIsAnOffsetInSeconds() {
        assertThat(time("{ field: at, offset-from: 2024-03-01 }", "at", 90L)).isEqualTo("2024-03-01T00:01:30Z");
        assertThat(time("{ field: at, offset-from: 2024-03-01 }", "at", 0.25)).isEqualTo("2024-03-01T00:00:00.250Z");
    }

    @ParameterizedTest
    @CsvSource({
        "soon, 'the field at holds no distance in time: \"soon\"; write one such as 3s, 1m 23s, 00:01:23 or a number of seconds'",
        "3 parsecs, 'the field at holds no distance in time: \"3 parsecs\"; write one such as 3s, 1m 23s, 00:01:23 or a number of seconds'",
        "99999999999999d, 'the field at holds no distance in time: \"99999999999999d\"; write one such as 3s, 1m 23s, 00:01:23 or a number of seconds'",
        "9999999d, 'the field at leads outside the years 1 to 9999 in UTC; set if-unreadable'",
    })
    void anUnreadableOffsetIsADeadLetter(String offset, String sentence) {
        Mapping mapping = map("{ field: at, offset-from: 2024-03-01 }", "at", offset);

        assertThat(mapping).isInstanceOfSatisfying(Mapping.Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo("unreadable-time");
            assertThat(rejected.message()).isEqualTo(sentence);
        });
    }

    @Test
    void theFallbacksReplaceAnOffset() {
        String time = "{ field: at, offset-from: start, if-missing: 2020-01-01, if-unreadable: run-start }";

        assertThat(time(time, "start", "2024-03-01")).isEqualTo("2020-01-01T00:00:00Z");
        assertThat(time(time, "at", "3s")).isEqualTo("2020-01-01T00:00:03Z");
        assertThat(time(time, "at", "soon", "start", "2024-03-01")).isEqualTo("2026-03-01T12:00:00Z");
    }

    @Test
    void aStepKeepsTheOrderOfEqualTimes() {
        String time = "{ field: day, step: turn, if-missing: 2020-01-01 }";

        assertThat(time(time, "day", "2024-03-01", "turn", 2L)).isEqualTo("2024-03-01T00:00:00.000002Z");
        assertThat(time(time, "turn", 7L)).isEqualTo("2020-01-01T00:00:00.000007Z");
        assertThat(map(time, "day", "2024-03-01", "turn", "two"))
                .isInstanceOfSatisfying(
                        Mapping.Rejected.class,
                        rejected -> assertThat(rejected.message())
                                .isEqualTo("the field turn is not a whole number of microseconds: \"two\";"
                                        + " name another one with step"));
    }

    @Test
    void anOffsetNeedsAField() {
        assertThatThrownBy(() -> map("{ offset-from: start }"))
                .hasMessageContaining("offset-from needs the field of the offset: add field");
    }

    private static String time(String time, @Nullable Object... keysAndValues) {
        Mapping.Mapped mapped = (Mapping.Mapped) map(time, keysAndValues);
        return mapped.record().all(EpisodicNode.class).get(0).validAt().toString();
    }

    private static Mapping map(String time, @Nullable Object... keysAndValues) {
        return Records.mapper("mapping: { '*': { group: g, time: %s, episode: { content: text } } }".formatted(time))
                .map(Records.record("c", "1", Fields.of(keysAndValues)));
    }
}
