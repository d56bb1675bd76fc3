package dev.graphiti.migrator.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Time and chance, so that tests decide both. */
public interface Timing extends AutoCloseable {
    /** Nanoseconds since an arbitrary moment. */
    long nanoTime();

    /** Completes after the delay; never, if the clock is closed before. Canceling it frees the timer. */
    CompletableFuture<Void> after(Duration delay);

    /** A random number from 0, inclusive, to 1, exclusive. */
    double random();

    @Override
    void close();
}
