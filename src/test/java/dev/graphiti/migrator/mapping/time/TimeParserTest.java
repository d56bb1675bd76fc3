package dev.graphiti.migrator.mapping.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeParserTest {
    private static final long YEAR_1 = -62_135_596_800L;
    private static final long YEAR_9999 = 253_402_300_799L;

    @ParameterizedTest
    @CsvSource({
        "iso, 2026-01-05T09:30:00Z, 2026-01-05T09:30:00Z",
        "iso, 2026-01-05t09:30:00z, 2026-01-05T09:30:00Z",
        "iso, 2026-01-05T09:30+02:00, 2026-01-05T07:30:00Z",
        "iso, 2026-01-05T09:30:00+0200, 2026-01-05T07:30:00Z",
        "iso, 2026-01-05 15:29:30 -0800, 2026-01-05T23:29:30Z",
        "iso, 2026-01-05T09:30:00.123456789Z, 2026-01-05T09:30:00.123456Z",
        "iso, 2026-07-05T09:30:00+02:00[Europe/Berlin], 2026-07-05T07:30:00Z",
        "iso, 2026-07-05T09:30[America/New_York], 2026-07-05T13:30:00Z",
        "iso, 2026-07-05T09:30:00, 2026-07-05T07:30:00Z",
        "iso, 2026-07-05, 2026-07-04T22:00:00Z",
        "epoch-seconds, 1700000000, 2023-11-14T22:13:20Z",
        "epoch-seconds, 1700000000.25, 2023-11-14T22:13:20.250Z",
        "epoch-seconds, -1, 1969-12-31T23:59:59Z",
        "epoch-millis, 1700000000123, 2023-11-14T22:13:20.123Z",
        "epoch-auto, 1700000000, 2023-11-14T22:13:20Z",
        "epoch-auto, 1700000000123, 2023-11-14T22:13:20.123Z",
        "epoch-auto, 1700000000123456, 2023-11-14T22:13:20.123456Z",
        "epoch-auto, 1700000000123456789, 2023-11-14T22:13:20.123456Z",
        "dd.MM.yyyy HH:mm, 05.07.2026 09:30, 2026-07-05T07:30:00Z",
        "d MMM yyyy, 5 july 2026, ",
        "iso, 2026-01-05T09:30+02, 2026-01-05T07:30:00Z",
        "d MMM yyyy, 5 Jul 2026, 2026-07-04T22:00:00Z",
        "yyyy-MM-dd HH:mm:ss Z, 2025-01-31 15:29:30 -0800, 2025-01-31T23:29:30Z",
        "yyyyMMdd, 20260705, 2026-07-04T22:00:00Z",
        "yyyy, 2026, 2025-12-31T23:00:00Z",
        "yyyy-MM, 2026-07, 2026-06-30T22:00:00Z",
        "iso, 9999-12-31T23:59:59.9999999Z, 9999-12-31T23:59:59.999999Z",
        "iso, 9999-12-31T23:59:59.999999999999Z, 9999-12-31T23:59:59.999999Z",
        "iso, 2024-01-01T00:00:00.1234567890123Z, 2024-01-01T00:00:00.123456Z",
        "yyyy-MM-dd HH:mm:ss.SSSSSSS X, 9999-12-31 23:59:59.9999999 Z, 9999-12-31T23:59:59.999999Z",
        "epoch-seconds, 253402300799.9999999, 9999-12-31T23:59:59.999999Z",
        "epoch-millis, 253402300799999.9999, 9999-12-31T23:59:59.999999Z",
        "epoch-auto, 2024, ",
        "epoch-auto, 20240131, ",
        "epoch-auto, 0, 1970-01-01T00:00:00Z",
        "epoch-auto, 100000000, 1973-03-03T09:46:40Z",
        "iso, 2024, ",
        "iso, 2024-05-01 10:00:00 UTC, 2024-05-01T10:00:00Z",
        "iso, 2024-05-01T10:00:00.5 GMT, 2024-05-01T10:00:00.500Z",
        "iso, 2024-05-01 10:00:00 UTC+, ",
        "'MMM d, yyyy h:mm a', 'May 8, 2023 1:56\u202fPM', 2023-05-08T11:56:00Z",
        "rfc-1123, 'Tue, 3 Jun 2008 11:05:30 GMT', 2008-06-03T11:05:30Z",
        "rfc-1123, 'Tue, 03 Jun 2008 11:05:30 +0200 (CEST)', 2008-06-03T09:05:30Z",
        "rfc-1123, '3 Jun 2008 11:05 EST', 2008-06-03T16:05:00Z",
        "rfc-1123, '31 Feb 2008 11:05 EST', ",
        "rfc-1123, '3 Jun 2008 11:05 XYZ', ",
        "iso, 10000-01-02, ",
        "iso, 0001-01-01, ",
        "iso, NONE, ",
        "iso, 2026-02-30, ",
        "iso, 2026-01-05T09:30:00Z., ",
        "iso, 1700000000, ",
        "iso, 0000-01-01T00:00:00Z, ",
        "epoch-seconds, 1e9, ",
        "epoch-seconds, 1.2.3, ",
        "epoch-seconds, 999999999999, ",
        "epoch-seconds, 99999999999999999999999, ",
        "yyyyMMdd, 20260231, ",
        "yyyyMMdd, 20260201x, ",
        "d 'day' MMM yy, 5 day jul 26, 2026-07-04T22:00:00Z",
    })
    void readsFormat(String format, String text, String expected) {
        TimeParser parser = TimeParser.of(List.of(format), "Europe/Berlin", "en");

        assertThat(parser.parse(text)).isEqualTo(expected == null ? null : Instant.parse(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "0001-01-01, true",
        "10000-01-02, true",
        "+10000-01-01T00:00:00Z, true",
        "0000-12-31, true",
        "-0044-03-15, true",
        "10000-01-01T02:00:00+01:00, true",
        "2024-02-30, false",
        "soon, false",
        "999999999999999, true",
    })
    void saysWhetherATimeIsOutside(String text, boolean outside) {
        TimeParser parser = TimeParser.of(List.of("iso", "epoch-seconds"), "Europe/Berlin", "en");

        assertThat(parser.parse(text)).isNull();
        assertThat(parser.complaint(text, ""))
                .isEqualTo(
                        outside
                                ? "holds a time outside the years 1 to 9999 in UTC: \"%s\"; set if-unreadable"
                                        .formatted(text)
                                : "holds no time in a known format: \"%s\"; add the format to formats or set if-unreadable"
                                        .formatted(text));
    }

    @Test
    void aYearIsNoEpoch() {
        TimeParser parser = TimeParser.of(List.of("iso", "epoch-auto"), "UTC", "en");

        assertThat(parser.parse("2024")).isNull();
        assertThat(parser.parse(2024L)).isNull();
        assertThat(TimeParser.of(List.of("iso", "epoch-auto", "yyyy"), "UTC", "en")
                        .parse("2024"))
                .isEqualTo("2024-01-01T00:00:00Z");
    }

    @Test
    void numbersAreEpochsOrDigitsOfPattern() {
        TimeParser parser = TimeParser.of(List.of("yyyyMMdd", "epoch-seconds"), "UTC", "en");

        assertThat(parser.parse(20260705L)).isEqualTo("2026-07-05T00:00:00Z");
        assertThat(parser.parse(1_700_000_000L)).isEqualTo("2023-11-14T22:13:20Z");
        assertThat(parser.parse(1.70000000025e9)).isEqualTo("2023-11-14T22:13:20.250Z");
        assertThat(parser.parse(Double.NaN)).isNull();
        assertThat(parser.parse(1e300)).isNull();
    }

    @Test
    void otherValuesAreNoTimes() {
        assertThat(TimeParser.iso().parse(true)).isNull();
        assertThat(TimeParser.iso().parse(List.of("2026-01-05"))).isNull();
        assertThat(TimeParser.iso().parse(Map.of())).isNull();
    }

    @Test
    void readsSecondsAndNanoseconds() {
        TimeParser parser = TimeParser.iso();

        assertThat(parser.parse(Map.of("seconds", 1_700_000_000L, "nanos", 250_000_999L)))
                .isEqualTo("2023-11-14T22:13:20.250Z");
        assertThat(parser.parse(Map.of("_seconds", 1_700_000_000L, "_nanoseconds", 0L)))
                .isEqualTo("2023-11-14T22:13:20Z");
        assertThat(parser.parse(Map.of("seconds", "1700000000"))).isEqualTo("2023-11-14T22:13:20Z");
        assertThat(parser.parse(Map.of("seconds", 1L, "minutes", 1L))).isNull();
        assertThat(parser.parse(Map.of("nanos", 1L))).isNull();
        assertThat(parser.parse(Map.of("seconds", Long.MAX_VALUE))).isNull();
        assertThat(parser.complaint(Map.of("seconds", Long.MAX_VALUE), ""))
                .startsWith("holds a time outside the years 1 to 9999");
    }

    @Test
    void refusesUnknownFormatsAndZones() {
        assertThatThrownBy(() -> TimeParser.of(List.of("isoo"), "UTC", "en"))
                .hasMessageStartingWith(
                        "'isoo' is neither iso, rfc-1123, epoch-seconds, epoch-millis, epoch-auto nor a pattern");
        assertThatThrownBy(() -> TimeParser.of(List.of("iso"), "Mars", "en"))
                .hasMessage("'Mars' is not a time zone; write one such as UTC or Europe/Berlin");
        assertThatThrownBy(() -> TimeParser.of(List.of(), "UTC", "en")).hasMessageStartingWith("formats is empty");
    }

    @Property
    void readsEveryTimeThatItCouldHaveWritten(
            @ForAll @LongRange(min = YEAR_1 + 64_800, max = YEAR_9999 - 64_800) long seconds,
            @ForAll @IntRange(max = 999_999) int micros,
            @ForAll @IntRange(min = -1080, max = 1080) int offsetMinutes) {
        Instant time = Instant.ofEpochSecond(seconds, micros * 1000L);
        OffsetDateTime local = time.atOffset(ZoneOffset.ofTotalSeconds(offsetMinutes * 60));

        assertThat(TimeParser.iso().parse(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(local)))
                .isEqualTo(time);
    }

    @Property
    void neverFails(@ForAll String text, @ForAll double number) {
        TimeParser parser = TimeParser.of(List.of("iso", "epoch-auto", "dd.MM.yyyy", "yyyy-DDD"), "UTC", "en");

        assertThat(parser.parse(number))
                .satisfiesAnyOf(
                        time -> assertThat(time).isNull(),
                        time -> assertThat(time)
                                .isBetween(Instant.ofEpochSecond(YEAR_1), Instant.ofEpochSecond(YEAR_9999 + 1)));
        parser.parse(text);
    }
}
