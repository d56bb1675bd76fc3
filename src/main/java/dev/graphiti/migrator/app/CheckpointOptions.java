package dev.graphiti.migrator.app;

import dev.graphiti.migrator.config.Setting;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How often the job's state is saved. */
public record CheckpointOptions(
        @Setting(
                value = "Time between checkpoints. After a failure, the work since the last checkpoint is repeated.",
                defaultValue = "10s",
                min = "100ms",
                max = "1d")
        Duration interval,

        @Setting(
                value = "Maximum duration of a checkpoint. A checkpoint waits for batches in flight, so it must be"
                        + " longer than an outage of the server.",
                defaultValue = "15 min",
                min = "10s",
                max = "7d")
        Duration timeout,

        @Setting(
                value = "Where checkpoints are stored. If omitted, in the folder of the run.",
                example = "s3://bucket/checkpoints")
        @Nullable
        String directory)
        implements Serializable {}
