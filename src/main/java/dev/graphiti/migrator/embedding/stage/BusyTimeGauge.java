package dev.graphiti.migrator.embedding.stage;

import java.util.function.LongSupplier;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.View;

/**
 * Milliseconds per second in which the embedder had no room for another request: near 1000, it is what the job waits
 * for. Averaged over Flink's view interval.
 */
final class BusyTimeGauge implements Gauge<Long>, View {
    private final LongSupplier nanoTime;
    private boolean busy;
    private long since;
    private long busyNanos;
    private long intervalStart;
    private long perSecond;

    BusyTimeGauge(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        since = nanoTime.getAsLong();
        intervalStart = since;
    }

    synchronized void busy(boolean now) {
        if (now != busy) {
            long time = nanoTime.getAsLong();
            if (busy) {
                busyNanos += time - since;
            }
            since = time;
            busy = now;
        }
    }

    @Override
    public synchronized void update() {
        long time = nanoTime.getAsLong();
        if (busy) {
            busyNanos += time - since;
            since = time;
        }
        long interval = time - intervalStart;
        perSecond = interval <= 0 ? 0 : Math.round(1_000.0 * busyNanos / interval);
        busyNanos = 0;
        intervalStart = time;
    }

    @Override
    public synchronized Long getValue() {
        return perSecond;
    }
}
