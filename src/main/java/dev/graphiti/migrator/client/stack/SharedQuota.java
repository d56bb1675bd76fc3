package dev.graphiti.migrator.client.stack;

import dev.graphiti.migrator.client.RefCounted;
import dev.graphiti.migrator.client.SystemTiming;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The quotas of one server, shared by all subtasks of a job without a word between machines: the subtasks in one
 * process share one limit of each kind, and that is as much of the quota as is their part of all subtasks. So one that
 * has nothing to do leaves its share to its neighbors, and all processes together keep to the quota.
 */
public final class SharedQuota implements AutoCloseable {
    private static final RefCounted<Key, SharedQuota.Limits> OPEN = new RefCounted<>(Limits::new, Limits::close);

    private record Key(String server, Map<String, Double> perSecond) {}

    private final RefCounted.Lease<Limits> lease;

    private SharedQuota(RefCounted.Lease<Limits> lease) {
        this.lease = lease;
    }

    /**
     * Joins the others.
     *
     * @param server whose quotas these are
     * @param perSecond by kind of request; a kind that is not named has none
     */
    public static SharedQuota join(String server, Map<String, Double> perSecond, int subtask, int parallelism) {
        RefCounted.Lease<Limits> lease = OPEN.lease(new Key(server, Map.copyOf(perSecond)));
        lease.value().join(subtask, parallelism);
        return new SharedQuota(lease);
    }

    /** The limit of a kind of request; null for one without. */
    public @Nullable RateLimit limit(String kind) {
        return lease.value().limits.get(kind);
    }

    @Override
    public void close() {
        lease.close();
    }

    /** A subtask that is done stays counted, so that the last ones at work do not slow down. */
    private static final class Limits {
        private final Key key;
        private final SystemTiming timing = new SystemTiming("graphiti-migrator-quota");
        private final Map<String, RateLimit> limits = new HashMap<>();
        private final Set<Integer> subtasks = new HashSet<>();

        Limits(Key key) {
            this.key = key;
            key.perSecond().forEach((kind, quota) -> limits.put(kind, new RateLimit(quota, timing)));
        }

        synchronized void join(int subtask, int parallelism) {
            subtasks.add(subtask);
            double share = Math.min(1, (double) subtasks.size() / parallelism);
            limits.forEach((kind, limit) -> limit.quota(key.perSecond().getOrDefault(kind, 1.0) * share));
        }

        void close() {
            timing.close();
        }
    }
}
