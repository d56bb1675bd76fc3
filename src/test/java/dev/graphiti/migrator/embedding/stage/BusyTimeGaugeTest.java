package dev.graphiti.migrator.embedding.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.testing.ManualTiming;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BusyTimeGaugeTest {
    private final ManualTiming clock = new ManualTiming(0);
    private final BusyTimeGauge busy = new BusyTimeGauge(clock::nanoTime);

    @Test
    void isTheShareOfTheInterval() {
        pass(1);
        busy.busy(true);
        pass(2);
        busy.busy(true);
        busy.busy(false);
        pass(2);
        busy.update();
        assertThat(busy.getValue()).isEqualTo(400);
    }

    @Test
    void goesOnOverIntervals() {
        busy.busy(true);
        pass(5);
        busy.update();
        assertThat(busy.getValue()).isEqualTo(1000);
        pass(5);
        busy.update();
        assertThat(busy.getValue()).isEqualTo(1000);
        busy.busy(false);
        pass(5);
        busy.update();
        assertThat(busy.getValue()).isZero();
    }

    private void pass(int seconds) {
        var unused = clock.after(Duration.ofSeconds(seconds));
    }
}
