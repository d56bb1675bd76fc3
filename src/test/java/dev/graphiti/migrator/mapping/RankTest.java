package dev.graphiti.migrator.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.mapping.path.MappingException;
import dev.graphiti.migrator.mapping.time.TimeParser;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RankTest {
    @Test
    void timesAreComparedAsTimesAndNumbersAsNumbers() {
        assertThat(rank("2024-05-01T00:00:00+02:00")).isLessThan(rank("2024-05-01T00:00:00Z"));
        assertThat(rank("2024-05-01")).isGreaterThan(rank("2023-12-31T23:59:59Z"));
        assertThat(rank(9L)).isLessThan(rank(10L)).isLessThan(rank("9.5"));
        assertThat(rank("12345678901234567890")).isGreaterThan(rank(Long.MAX_VALUE));
        assertThat(rank("1e3")).isEqualByComparingTo(rank(1000L));
    }

    @Test
    void aMissingValueIsTheOldest() {
        assertThat(rank(null)).isEqualTo(Rank.MISSING);
        assertThat(rank("  ")).isEqualTo(Rank.MISSING);
        assertThat(Rank.MISSING).isLessThan(rank(-1L)).isLessThan(rank("0001-01-01T00:00:00Z"));
    }

    @Test
    void anythingElseIsUnreadable() {
        for (Object value : List.of("yesterday", true, List.of(1L), Map.of("a", 1L))) {
            assertThatThrownBy(() -> rank(value))
                    .isInstanceOf(MappingException.class)
                    .hasMessageContaining("modified");
        }
        assertThatThrownBy(() -> rank("yesterday")).isInstanceOfSatisfying(MappingException.class, e -> {
            assertThat(e.reason()).isEqualTo("unreadable-latest-by");
            assertThat(e.sentence())
                    .isEqualTo("the field modified of write.latest-by is neither a number nor a time in a known"
                            + " format: yesterday; add the format to time.formats, or skip such records");
        });
    }

    private static Rank rank(@Nullable Object value) {
        return Rank.of(value, "modified", TimeParser.iso());
    }
}
