package dev.graphiti.migrator.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class TicksTest {
    @Example
    void areRound() {
        assertThat(Ticks.ofNumbers(12_700).values()).containsExactly(0.0, 5_000.0, 10_000.0, 15_000.0);
        assertThat(Ticks.ofNumbers(0).top()).isPositive();
        assertThat(Ticks.ofSeconds(412).values()).containsExactly(0.0, 120.0, 240.0, 360.0);
    }

    @Property(tries = 300)
    void areFewAndReachTheLargest(@ForAll @DoubleRange(min = 0.01, max = 1e9) double largest) {
        Ticks ticks = Ticks.ofNumbers(largest);

        assertThat(ticks.values()).hasSizeBetween(2, 7);
        assertThat(ticks.top()).isGreaterThanOrEqualTo(largest).isLessThanOrEqualTo(largest * 2.01);
    }

    @Property(tries = 300)
    void ofTimeAreFew(@ForAll @DoubleRange(min = 1, max = 1e8) double span) {
        assertThat(Ticks.ofSeconds(span).values()).hasSizeBetween(1, 6).allMatch(second -> second <= span);
    }
}
