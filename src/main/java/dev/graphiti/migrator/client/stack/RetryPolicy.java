package dev.graphiti.migrator.client.stack;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a request is repeated that fails in passing, and how long it waits before each attempt.
 *
 * @param limit from the first failure on
 * @param firstContact instead of the limit, as long as no answer has ever come
 * @param unreadable a request fails with its unreadable answer of this number
 * @param setting the name of the limit in the configuration
 */
public record RetryPolicy(Duration limit, Duration firstContact, int unreadable, String setting) {
    private static final Duration FIRST_CONTACT = Duration.ofSeconds(15);
    private static final Duration FIRST_DELAY = Duration.ofMillis(500);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);

    /** Whatever passes is repeated for so long. */
    public RetryPolicy(Duration limit, String setting) {
        this(limit, limit, Integer.MAX_VALUE, setting);
    }

    /**
     * The same for the first requests to a server: as long as no answer has ever come, the address may be wrong, and the user
     * should learn that soon.
     */
    public RetryPolicy fromTheStart() {
        Duration sooner = FIRST_CONTACT.compareTo(limit) < 0 ? FIRST_CONTACT : limit;
        return new RetryPolicy(limit, sooner, unreadable, setting);
    }

    /** The same, but unreadable answers are repeated a few times only. */
    public RetryPolicy readingAtMost(int answers) {
        return new RetryPolicy(limit, firstContact, answers, setting);
    }

    Duration limit(boolean reached) {
        return reached ? limit : firstContact;
    }

    /**
     * The time to wait: a random time below a bound that doubles, so that many callers that failed together do not come
     * back together. What the server asks for is kept, plus a random part.
     *
     * @param failures how many attempts have failed, at least one
     */
    static Duration delay(int failures, @Nullable Duration retryAfter, double random) {
        if (retryAfter != null) {
            return retryAfter.plusMillis((long) (FIRST_DELAY.toMillis() * random));
        }
        long bound = LONGEST_DELAY.toMillis();
        if (failures < 20) {
            bound = Math.min(bound, FIRST_DELAY.toMillis() << (failures - 1));
        }
        return Duration.ofMillis((long) (bound * random));
    }
}
