package dev.graphiti.migrator.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before the next attempt: a random time below a bound that doubles, so that many callers that failed
 * together do not come back together. What the server asks for is kept, plus a random part.
 */
public record Backoff(Duration first, Duration longest) {
    public static final Backoff DEFAULT = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));

    /**
     * The time to wait.
     *
     * @param failures how many attempts have failed, at least one
     */
    public Duration delay(int failures, @Nullable Duration retryAfter, double random) {
        long bound = longest.toMillis();
        if (failures < 20) {
            bound = Math.min(bound, first.toMillis() << (failures - 1));
        }
        if (retryAfter != null) {
            return retryAfter.plusMillis((long) (first.toMillis() * random));
        }
        return Duration.ofMillis((long) (bound * random));
    }
}
