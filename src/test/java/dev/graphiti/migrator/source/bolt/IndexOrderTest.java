package dev.graphiti.migrator.source.bolt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class IndexOrderTest {
    @Test
    void textsAreInTheOrderOfTheirCodePoints() {
        assertAscending(List.of(
                "",
                "a",
                "aa",
                "z",
                "\uD7FF",
                "\uE000",
                "\uFF5A",
                "\uFFFD",
                "\uFFFF",
                "\uD800\uDC00",
                "😀",
                "😀a",
                "😁"));
    }

    @Property
    void textsAreOrderedAsTheirCodePointsAre(@ForAll String one, @ForAll String other) {
        String left = one.replaceAll("\\p{Cs}", "?");
        String right = other.replaceAll("\\p{Cs}", "?");

        assertThat(Integer.signum(compare(left, right)))
                .isEqualTo(Integer.signum(Arrays.compare(
                        left.codePoints().toArray(), right.codePoints().toArray())));
    }

    @Test
    void numbersAreInTheOrderOfTheirExactValues() {
        assertAscending(List.of(
                Double.NEGATIVE_INFINITY,
                -0x1p64,
                -0x1p63,
                Long.MIN_VALUE,
                -1.5,
                -1L,
                -0.0,
                0L,
                Double.MIN_VALUE,
                1L,
                1L << 53,
                (1L << 53) + 1,
                0x1p53 + 2,
                Long.MAX_VALUE,
                0x1p63,
                Double.POSITIVE_INFINITY));
        assertThat(compare(1L, 1.0)).isZero();
        assertThat(compare(0.0, 0L)).isZero();
        assertThat(compare(1L << 53, 0x1p53)).isZero();
    }

    private static void assertAscending(List<?> keys) {
        for (int i = 0; i < keys.size(); i++) {
            for (int j = 0; j < keys.size(); j++) {
                assertThat(Integer.signum(compare(keys.get(i), keys.get(j))))
                        .as("%s and %s", keys.get(i), keys.get(j))
                        .isEqualTo(Integer.compare(i, j));
            }
        }
    }

    private static int compare(Object one, Object other) {
        return IndexOrder.INSTANCE.compare(one, other);
    }
}
