package dev.graphiti.migrator.testing;

/** A quota of requests per second that is kept to, with little tolerance. */
final class RequestQuota {
    /** As much of the quota as may come at once. */
    private static final double BURST_SECONDS = 0.15;

    private final double perSecond;
    private double tokens;
    private long last = System.nanoTime();

    RequestQuota(double perSecond) {
        this.perSecond = perSecond;
        tokens = Math.max(1, perSecond * BURST_SECONDS);
    }

    synchronized boolean take() {
        long now = System.nanoTime();
        tokens = Math.min(Math.max(1, perSecond * BURST_SECONDS), tokens + perSecond * (now - last) / 1e9);
        last = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
