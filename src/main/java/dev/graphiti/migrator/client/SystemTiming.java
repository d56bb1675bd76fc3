package dev.graphiti.migrator.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * The real clock. Has a thread of its own rather than the JDK's shared delayer, which would keep the class loader of
 * a finished job alive.
 */
public final class SystemTiming implements Timing {
    private final ScheduledThreadPoolExecutor timer;
    private final DoubleSupplier random;

    /** A clock whose timer is one daemon thread of this name. */
    public SystemTiming(String thread) {
        this(thread, () -> ThreadLocalRandom.current().nextDouble());
    }

    public SystemTiming(String thread, DoubleSupplier random) {
        this.random = random;
        timer = new ScheduledThreadPoolExecutor(1, Threads.named(thread));
        timer.setRemoveOnCancelPolicy(true);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public CompletableFuture<Void> after(Duration delay) {
        CompletableFuture<Void> due = new CompletableFuture<>();
        ScheduledFuture<?> scheduled = timer.schedule(() -> due.complete(null), delay.toNanos(), TimeUnit.NANOSECONDS);
        // Not the stage that follows: canceling that would leave the timer, and all it refers to, until it is due.
        CompletableFuture<Void> unused = due.whenComplete((nothing, failure) -> scheduled.cancel(false));
        return due;
    }

    @Override
    public double random() {
        return random.getAsDouble();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
