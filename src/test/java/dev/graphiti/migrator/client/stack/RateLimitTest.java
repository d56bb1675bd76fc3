package dev.graphiti.migrator.client.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.graphiti.migrator.testing.ManualTiming;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private final ManualTiming timing = new ManualTiming(0);
    private final RateLimit limit = new RateLimit(100, timing);

    @Test
    void givesTheQuotaAndNoMore() {
        assertThat(limit.take(1)).isZero();
        assertThat(limit.take(1)).isEqualTo(Duration.ofMillis(10));
        assertThat(limit.take(5)).isEqualTo(Duration.ofMillis(20));
        assertThat(limit.take(1)).isEqualTo(Duration.ofMillis(70));
    }

    @Test
    void savesNothingUp() {
        pass(Duration.ofMinutes(1));

        int free = 0;
        while (limit.take(1).isZero()) {
            free++;
        }

        assertThat(free).isLessThan(5);
    }

    @Test
    void halvesOnceForABurstOfRefusalsAndComesBackSlowly() {
        limit.tooFast();
        limit.tooFast();
        assertThat(limit.current()).isEqualTo(50, within(0.1));

        pass(Duration.ofSeconds(2));
        assertThat(limit.current()).isEqualTo(70, within(0.1));

        pass(Duration.ofSeconds(9));
        assertThat(limit.current()).isEqualTo(100, within(0.1));
    }

    @Test
    void neverStopsAltogether() {
        for (int i = 0; i < 50; i++) {
            limit.tooFast();
            pass(Duration.ofMillis(1001));
        }

        assertThat(limit.current()).isGreaterThan(1);
    }

    @Test
    void aNewQuotaKeepsTheShareThatIsAllowedAtTheMoment() {
        limit.tooFast();

        limit.quota(200);

        assertThat(limit.current()).isEqualTo(100, within(0.1));
    }

    private void pass(Duration time) {
        timing.after(time).join();
    }
}
