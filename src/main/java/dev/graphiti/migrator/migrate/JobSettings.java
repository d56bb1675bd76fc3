package dev.graphiti.migrator.migrate;

import dev.graphiti.migrator.app.CheckpointOptions;
import dev.graphiti.migrator.app.MigrationConfig;
import dev.graphiti.migrator.pipeline.PipelineBuilder;
import dev.graphiti.migrator.run.RetainedCheckpoints;
import dev.graphiti.migrator.run.Savepoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ClusterOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.PipelineOptionsInternal;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.RpcOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;

/** What Flink is told for a job of ours. */
public final class JobSettings {
    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private JobSettings() {}

    /** What the job itself needs, wherever it runs. A cluster's own configuration gives the rest. */
    public static Configuration ofJob(MigrationConfig config, RunChoice choice) {
        Configuration settings = new Configuration();
        // Ours to choose, so that the run knows its job before there is one that could outlive its client.
        settings.set(PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID, choice.jobId());
        settings.set(PipelineOptions.GENERIC_TYPES, false);
        settings.set(PipelineOptions.OBJECT_REUSE, true);
        settings.set(PipelineOptions.MAX_PARALLELISM, PipelineBuilder.MAX_PARALLELISM);
        CheckpointOptions checkpoint = config.checkpoint();
        settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpoint.interval());
        settings.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, checkpoint.timeout());
        // A checkpoint that fails is no reason to do work twice; the next one may be written.
        settings.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
        settings.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        settings.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                RetainedCheckpoints.directory(
                        checkpoint.directory(), choice.run().files()));
        Savepoint savepoint = choice.savepoint();
        if (savepoint != null) {
            settings.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint.uri());
        }
        return settings;
    }

    /** What a cluster's configuration would say, for one that lives in this process. */
    public static Configuration ofLocalCluster(int parallelism) {
        Configuration settings = new Configuration();
        listenOnLoopback(settings);
        havePatience(settings);
        int port = freePort();
        settings.set(RestOptions.PORT, port);
        settings.set(RestOptions.BIND_PORT, Integer.toString(port));
        settings.set(TaskManagerOptions.NUM_TASK_SLOTS, parallelism);
        // Nobody asks after the job's end how its last checkpoint went, and the cluster would wait for that.
        settings.set(RestOptions.ASYNC_OPERATION_STORE_DURATION, Duration.ofMillis(1));
        settings.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        settings.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        settings.set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, Duration.ofSeconds(2));
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, Duration.ofSeconds(30));
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, 10);
        return settings;
    }

    /**
     * The blob server stores what anyone who reaches it sends; it listens at the JobManager's address. The TaskManager of a
     * cluster in one process looks for it at the address of the machine's name, which may be another, so nothing may
     * depend on it: what Flink would hand over through it stays in the message.
     */
    private static void listenOnLoopback(Configuration settings) {
        settings.set(RestOptions.ADDRESS, LOOPBACK);
        settings.set(RestOptions.BIND_ADDRESS, LOOPBACK);
        settings.set(JobManagerOptions.ADDRESS, LOOPBACK);
        settings.set(JobManagerOptions.BIND_HOST, LOOPBACK);
        settings.set(TaskManagerOptions.HOST, LOOPBACK);
        settings.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
        settings.set(BlobServerOptions.OFFLOAD_MINSIZE, Integer.MAX_VALUE);
    }

    /** A machine that has too much to do answers late, and nothing else waits for the parts of this one process. */
    private static void havePatience(Configuration settings) {
        settings.set(RpcOptions.ASK_TIMEOUT_DURATION, PATIENCE);
        settings.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, PATIENCE);
        settings.set(WebOptions.TIMEOUT, PATIENCE);
        settings.set(TaskManagerOptions.SLOT_TIMEOUT, PATIENCE);
        settings.set(ClusterOptions.INITIAL_REGISTRATION_TIMEOUT, Duration.ofSeconds(5));
        settings.set(ClusterOptions.MAX_REGISTRATION_TIMEOUT, PATIENCE);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("this machine has no free port", e);
        }
    }
}
