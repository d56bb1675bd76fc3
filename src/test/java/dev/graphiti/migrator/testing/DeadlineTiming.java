package dev.graphiti.migrator.testing;

import dev.graphiti.migrator.client.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A clock for a client of a real server. Deadlines, which are known by their length, pass on command; any other delay is over
 * at once, and the clock is that much later. Chance is constant.
 */
public final class DeadlineTiming implements Timing {
    private final Duration deadline;
    private final List<CompletableFuture<Void>> deadlines = new ArrayList<>();
    private final List<Duration> delays = new ArrayList<>();
    private long now;
    private boolean isDue;

    public DeadlineTiming(Duration deadline) {
        this.deadline = deadline;
    }

    /** Delays that were no deadlines. */
    public synchronized List<Duration> delays() {
        return List.copyOf(delays);
    }

    /** The deadline of the request that is open now, or is about to be, passes. */
    public void expire() {
        List<CompletableFuture<Void>> open;
        synchronized (this) {
            deadlines.removeIf(CompletableFuture::isDone);
            open = List.copyOf(deadlines);
            isDue = open.isEmpty();
        }
        open.forEach(each -> each.complete(null));
    }

    @Override
    public synchronized long nanoTime() {
        return now;
    }

    @Override
    public synchronized CompletableFuture<Void> after(Duration delay) {
        if (!delay.equals(deadline)) {
            delays.add(delay);
            now += delay.toNanos();
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> due = new CompletableFuture<>();
        if (isDue) {
            isDue = false;
            due.complete(null);
        }
        deadlines.add(due);
        return due;
    }

    @Override
    public double random() {
        return 0.5;
    }

    @Override
    public void close() {}
}
