package dev.graphiti.migrator.client.stack;

import dev.graphiti.migrator.client.Timing;
import java.time.Duration;

/**
 * A quota per second that many share: who takes from it is told how long to wait. Half as much when the server says
 * that we are too fast, and a tenth of the quota more for each second without that (additive increase, multiplicative
 * decrease). What was not used is lost after a moment, so there are no bursts.
 */
public final class RateLimit {
    private static final double SECOND = 1e9;
    private static final double KEPT_UNUSED = 0.02 * SECOND;
    private static final double LEAST_SHARE = 0.02;
    private static final double RECOVERY_PER_SECOND = 0.1;

    private final Timing timing;
    private double quota;
    private double rate;
    private double lastChange;
    private double lastSlowed = Double.NEGATIVE_INFINITY;

    /** When what was taken so far will have been earned. */
    private double earnedAt;

    /** So much per second at most. */
    public RateLimit(double quota, Timing timing) {
        this.timing = timing;
        this.quota = quota;
        rate = quota;
        lastChange = (double) timing.nanoTime();
        earnedAt = lastChange;
    }

    /** Changes the quota, for instance since more of those who share it are in this process. */
    public synchronized void quota(double newQuota) {
        rate *= newQuota / quota;
        quota = newQuota;
    }

    /** Takes a cost from the quota, and says how long to wait before it may be spent. */
    public synchronized Duration take(double cost) {
        double now = (double) timing.nanoTime();
        recover(now);
        double start = Math.max(earnedAt, now - KEPT_UNUSED);
        earnedAt = start + cost / rate * SECOND;
        return start <= now ? Duration.ZERO : Duration.ofNanos((long) (start - now));
    }

    /** The server says that we are too fast; many such answers within a second count once. */
    public synchronized void tooFast() {
        double now = (double) timing.nanoTime();
        recover(now);
        if (now - lastSlowed >= SECOND) {
            lastSlowed = now;
            rate = Math.max(quota * LEAST_SHARE, rate / 2);
        }
    }

    /** What may be taken per second at the moment. */
    public synchronized double current() {
        recover((double) timing.nanoTime());
        return rate;
    }

    private void recover(double now) {
        rate = Math.min(quota, rate + quota * RECOVERY_PER_SECOND * (now - lastChange) / SECOND);
        lastChange = now;
    }
}
