package dev.graphiti.migrator.model;

import org.jspecify.annotations.Nullable;

/**
 * Who owns a run: one submission of its job.
 *
 * @param token drawn for this submission; who presents it is the owner
 * @param host the machine of the client
 * @param pid the client's process
 * @param machine tells whether process ids can be compared; empty where the system does not say
 * @param processStart when that process started, because process ids are used again; empty where the system does not say
 * @param cluster Flink's REST interface; null if the job runs in the client's process
 */
public record RunOwner(
        String jobId,
        String token,
        String host,
        long pid,
        String machine,
        String processStart,
        @Nullable String cluster) {
    /** Where the job runs, as part of a sentence. */
    public String place() {
        return cluster == null
                ? "in process %d on %s".formatted(pid, host)
                : "on the cluster at %s, submitted from %s".formatted(cluster, host);
    }
}
