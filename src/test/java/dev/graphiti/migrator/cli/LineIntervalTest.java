package dev.graphiti.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.job.Progress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LineIntervalTest {
    private final LineInterval interval = new LineInterval(Duration.ofSeconds(5));

    @Test
    void isDueOnceAnInterval() {
        assertThat(interval.isDue(after(4_999, 0))).isFalse();
        assertThat(interval.isDue(after(5_000, 0))).isTrue();
        assertThat(interval.isDue(after(9_999, 0))).isFalse();
        assertThat(interval.isDue(after(10_400, 0))).isTrue();
        assertThat(interval.isDue(after(15_000, 0))).isFalse();
    }

    @Test
    void isDueAsSoonAsTheJobHasRestarted() {
        assertThat(interval.isDue(after(100, 1))).isTrue();
        assertThat(interval.isDue(after(200, 1))).isFalse();
        assertThat(interval.isDue(after(300, 2))).isTrue();
        assertThat(interval.isDue(after(5_200, 2))).isFalse();
    }

    private static Progress after(long millis, int restarts) {
        return new Progress(10, 100L, 0.1, 20, 5, Duration.ofMillis(millis), "Neo4j commits", 0, 0, restarts, null);
    }
}
