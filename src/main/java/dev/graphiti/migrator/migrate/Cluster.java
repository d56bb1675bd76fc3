package dev.graphiti.migrator.migrate;

import java.util.Map;
import org.apache.flink.client.deployment.application.executors.EmbeddedExecutor;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.runtime.jobmanager.HighAvailabilityMode;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What the Flink that has called us says of itself; nothing of all this where Flink runs in this process. */
public record Cluster(ReadableConfig settings) {
    public static Cluster ofThisProcess() {
        return new Cluster(StreamExecutionEnvironment.getExecutionEnvironment().getConfiguration());
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

    /** Whether Flink, or who deploys it, says where the job's state is. */
    boolean bringsState() {
        return settings.getOptional(StateRecoveryOptions.SAVEPOINT_PATH).isPresent();
    }

    /** Whether a JobManager that is started again finds the last checkpoint by itself. */
    boolean remembersCheckpoints() {
        return HighAvailabilityMode.isHighAvailabilityModeActivated(Configuration.fromMap(
                Map.of(HighAvailabilityOptions.HA_MODE.key(), settings.get(HighAvailabilityOptions.HA_MODE))));
    }
}
