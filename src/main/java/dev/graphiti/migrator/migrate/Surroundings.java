package dev.graphiti.migrator.migrate;

import java.util.Optional;
import java.util.Set;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.PipelineOptionsInternal;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * What Flink says of how it has called us.
 *
 * @param jobId the id that the next job will have, where that is not ours to choose: in application mode
 * @param savepoint what {@code flink run -s} or the Kubernetes operator wants the job to go on from
 * @param detached whether {@code flink run -d} was said
 * @param restUrl where the cluster can be asked
 */
record Surroundings(@Nullable String jobId, @Nullable String savepoint, boolean detached, String restUrl) {
    /** Where a client is a process of its own, so that it can leave before the job has ended. */
    private static final Set<String> SESSIONS = Set.of("remote", "kubernetes-session", "yarn-session");

    static Surroundings ours() {
        return of(StreamExecutionEnvironment.getExecutionEnvironment().getConfiguration());
    }

    static Surroundings of(ReadableConfig flink) {
        boolean session = flink.getOptional(DeploymentOptions.TARGET)
                .filter(SESSIONS::contains)
                .isPresent();
        return new Surroundings(
                flink.get(PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID),
                flink.get(StateRecoveryOptions.SAVEPOINT_PATH),
                session && !flink.get(DeploymentOptions.ATTACHED),
                restUrl(flink));
    }

    static String restUrl(ReadableConfig flink) {
        return "http://%s:%d"
                .formatted(
                        Optional.ofNullable(flink.get(RestOptions.ADDRESS)).orElse("localhost"),
                        flink.get(RestOptions.PORT));
    }
}
