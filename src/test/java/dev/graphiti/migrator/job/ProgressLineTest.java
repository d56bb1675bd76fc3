package dev.graphiti.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;

class ProgressLineTest {
    @Example
    void tellsEverythingOnAWideTerminal() {
        assertThat(ProgressLine.forTerminal(progress(1_218_000, 2_900_000L, 0.42), 200))
                .isEqualTo("[==========>             ]    42%  1,218,000 of 2,900,000 records  3,102/s  (avg 2,900/s)"
                        + "  ETA 9 min 40 s  limit: Neo4j commits  12 dead  3 retries");
    }

    @Example
    void keepsWhatMattersOnANarrowOne() {
        Progress progress = progress(1_218_000, 2_900_000L, 0.42);

        assertThat(ProgressLine.forTerminal(progress, 80))
                .isEqualTo("  42%  1,218,000 of 2,900,000 records  3,102/s  ETA 9 min 40 s  12 dead");
        assertThat(ProgressLine.forTerminal(progress, 10)).isEqualTo("  42%");
        assertThat(ProgressLine.forTerminal(progress, 2)).isEqualTo("  ");
    }

    @Example
    void tellsEverythingInALog() {
        assertThat(ProgressLine.forLog(progress(1_218_000, 2_900_000L, 0.42)))
                .isEqualTo("42%, 1,218,000 of 2,900,000 records, 4,000,000 elements written, 3,102 records/s now,"
                        + " 2,900 on average, elapsed 7 min, ETA 9 min 40 s, limited by: Neo4j commits,"
                        + " 12 dead letters, 3 retries");
    }

    @Example
    void doesNotGuessBeforeOnePercent() {
        assertThat(ProgressLine.forLog(progress(100, 2_900_000L, 0.009))).doesNotContain("ETA");
        assertThat(ProgressLine.forLog(progress(100, 2_900_000L, 0.01))).contains("ETA");
    }

    @Example
    void asksTheCountsWhereTheSourceDoesNotSay() {
        assertThat(progress(50, 200L, null).done()).isEqualTo(0.25);
        assertThat(progress(500, 200L, null).done()).isEqualTo(1);
        assertThat(progress(50, null, null).done()).isNull();
        assertThat(ProgressLine.forLog(progress(50, null, null)))
                .startsWith("50 records, ")
                .doesNotContain("%");
    }

    @Example
    void namesThePhaseThatWorksAndDoesNotGuessItsEnd() {
        Progress progress = new Progress(
                90,
                null,
                1.0,
                40,
                0,
                Duration.ofMinutes(7),
                "Neo4j commits",
                0,
                0,
                0,
                new Progress.Phase("held duplicates", 0.374));

        assertThat(ProgressLine.forLog(progress))
                .startsWith("100%, 90 records, held duplicates 37%, 40 elements written, ")
                .doesNotContain("ETA");
        assertThat(ProgressLine.forTerminal(progress, 120)).contains("  held duplicates 37%  ");
    }

    @Property
    void neverIsWiderThanTheTerminal(
            @ForAll @IntRange(max = 250) int width,
            @ForAll @LongRange(min = 0) long read,
            @ForAll @DoubleRange(min = -1, max = 2) double fraction,
            @ForAll @LongRange(min = 0) long dead) {
        Progress progress = new Progress(
                read,
                read,
                fraction,
                read,
                read,
                Duration.ofSeconds(read % 1_000_000),
                "embedding API (429s)",
                dead,
                dead,
                (int) (dead % 1000),
                null);

        String line = ProgressLine.forTerminal(progress, width);

        assertThat(line.length()).isLessThanOrEqualTo(width);
        assertThat(line).matches("[ -~]*");
    }

    private static Progress progress(long read, @Nullable Long total, @Nullable Double fraction) {
        return new Progress(
                read, total, fraction, 4_000_000, 3_102, Duration.ofMinutes(7), "Neo4j commits", 12, 3, 0, null);
    }
}
