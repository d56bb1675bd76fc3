package dev.graphiti.migrator.job;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.client.deployment.application.executors.EmbeddedExecutor;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.PipelineOptionsInternal;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.runtime.jobmanager.HighAvailabilityMode;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** What the Flink that has called us says of itself and of how it did; nothing where Flink runs in this process. */
public record FlinkEnvironmentInfo(ReadableConfig settings) {
    /** Where a client is a process of its own, so that it can leave before the job has ended. */
    private static final Set<String> SESSIONS = Set.of("remote", "kubernetes-session", "yarn-session");

    public static FlinkEnvironmentInfo ofThisProcess() {
        return new FlinkEnvironmentInfo(
                StreamExecutionEnvironment.getExecutionEnvironment().getConfiguration());
    }

    /** Whether no Flink has called us, and jobs run in this process. */
    public static boolean isThisProcess() {
        return StreamExecutionEnvironment.getExecutionEnvironment() instanceof LocalStreamEnvironment;
    }

    /**
     * Whether this is a JobManager that runs one application, and our {@code main} is it. Then Flink calls it again after
     * each of its own failures, and nobody but Flink may end the process.
     */
    public boolean isApplication() {
        return EmbeddedExecutor.NAME.equals(settings.get(DeploymentOptions.TARGET));
    }

    /** The id that the next job will have, where that is not ours to choose: in application mode. */
    @Nullable
    public String jobId() {
        return settings.get(PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID);
    }

    /** What {@code flink run -s}, or who deploys the job, wants it to go on from. */
    @Nullable
    public String savepoint() {
        return settings.get(StateRecoveryOptions.SAVEPOINT_PATH);
    }

    /** Whether {@code flink run -d} was said. */
    public boolean isDetached() {
        boolean session = settings.getOptional(DeploymentOptions.TARGET)
                .filter(SESSIONS::contains)
                .isPresent();
        return session && !settings.get(DeploymentOptions.ATTACHED);
    }

    /** Where it can be asked. */
    public String restUrl() {
        return "http://%s:%d"
                .formatted(
                        Optional.ofNullable(settings.get(RestOptions.ADDRESS)).orElse("localhost"),
                        settings.get(RestOptions.PORT));
    }

    /** Whether a JobManager that is started again finds the last checkpoint by itself. */
    public boolean remembersCheckpoints() {
        return HighAvailabilityMode.isHighAvailabilityModeActivated(Configuration.fromMap(
                Map.of(HighAvailabilityOptions.HA_MODE.key(), settings.get(HighAvailabilityOptions.HA_MODE))));
    }
}
