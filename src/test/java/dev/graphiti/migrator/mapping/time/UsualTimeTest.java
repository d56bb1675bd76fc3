package dev.graphiti.migrator.mapping.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;

class UsualTimeTest {
    @Property
    void readsWhatJavaWrites(
            @ForAll @LongRange(min = -62_135_510_400L, max = 253_402_214_400L) long seconds,
            @ForAll @IntRange(max = 999_999_999) int nanos,
            @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int minutes) {
        OffsetDateTime time = Instant.ofEpochSecond(seconds, nanos).atOffset(ZoneOffset.ofTotalSeconds(minutes * 60));

        assertThat(UsualTime.read(time.format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSSXXX"))))
                .isEqualTo(time.toInstant());
        assertThat(UsualTime.read(time.format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX"))))
                .isEqualTo(time.toInstant().minusNanos(nanos));
    }

    @Property(tries = 5_000)
    void readsNothingThatJavaReadsInAnotherWay(@ForAll("texts") String text) {
        Instant usual = UsualTime.read(text);

        assertThat(usual == null || usual.equals(java(text))).as(text).isTrue();
    }

    private static @Nullable Instant java(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    @Provide
    static Arbitrary<String> texts() {
        Arbitrary<String> number = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 61).map("%02d"::formatted),
                Arbitraries.of("2", "+1", "-1", "1 ", "٠٢", "24", "29", "30", "31"));
        Arbitrary<String> year =
                Arbitraries.of("0000", "0001", "1900", "2000", "2023", "2024", "9999", "+2024", "12024");
        Arbitrary<String> fraction = Arbitraries.oneOf(
                Arbitraries.of("", "", ".", ".0", ",5", ".-1"),
                Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(11).map(digits -> "." + digits));
        Arbitrary<String> offset = Arbitraries.of(
                "Z", "Z", "z", "", "+02:00", "-00:00", "+18:00", "+18:01", "+2:00", "+02:60", "-0a:00", "+0200", "Z ");
        return Combinators.combine(year, number.list().ofSize(5), fraction, offset, Arbitraries.of("T", "T", "t", " "))
                .as((y, n, f, o, t) ->
                        y + "-" + n.get(0) + "-" + n.get(1) + t + n.get(2) + ":" + n.get(3) + ":" + n.get(4) + f + o);
    }
}
