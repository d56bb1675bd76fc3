package dev.graphiti.migrator.testing;

import dev.graphiti.migrator.client.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A clock that jumps: whoever waits gets its time at once, and the clock is that much later. Chance is constant. */
public final class ManualTiming implements Timing {
    private final double random;
    private final List<Duration> delays = new ArrayList<>();
    private long now;

    public ManualTiming(double random) {
        this.random = random;
    }

    public List<Duration> delays() {
        return delays;
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public CompletableFuture<Void> after(Duration delay) {
        delays.add(delay);
        now += delay.toNanos();
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public double random() {
        return random;
    }

    @Override
    public void close() {}
}
