package dev.graphiti.migrator.ownership;

import dev.graphiti.migrator.graph.lease.RunLease.Holder;
import dev.graphiti.migrator.model.RunOwner;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Whether a job may have a run that another one owns. A pure function of what is known of the owner. */
enum Takeover {
    /** The owner's job is known to have ended, or its lease has expired. */
    TAKE,
    /** The owner may live; its lease will show it. */
    WAIT,
    /** The owner lives. */
    REFUSE;

    /**
     * Decides.
     *
     * @param held as it was just seen; null if the run has no owner
     * @param first as it was seen first, in the same state or another one
     * @param evidence asked only if it matters
     */
    static Takeover of(
            String jobId, @Nullable Holder held, @Nullable Holder first, Function<RunOwner, Evidence> evidence) {
        if (held == null || held.owner().jobId().equals(jobId)) {
            return TAKE;
        }
        Evidence known = evidence.apply(held.owner());
        if (known == Evidence.ENDED) {
            return TAKE;
        }
        if (known == Evidence.RUNNING) {
            return REFUSE;
        }
        if (held.isExpired()) {
            return TAKE;
        }
        boolean renewed = first != null && !held.isUnchangedSince(first);
        return known == Evidence.PROCESS_ALIVE || renewed ? REFUSE : WAIT;
    }
}
