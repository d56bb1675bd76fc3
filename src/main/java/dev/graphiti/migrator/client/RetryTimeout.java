package dev.graphiti.migrator.client;

import java.time.Duration;

/**
 * How long a request is repeated that fails in passing.
 *
 * @param outage from the first failure on
 * @param firstContact instead of it, as long as no answer has ever come
 */
record RetryTimeout(Duration outage, Duration firstContact) {
    Duration of(boolean reached) {
        return reached || firstContact.compareTo(outage) > 0 ? outage : firstContact;
    }
}
