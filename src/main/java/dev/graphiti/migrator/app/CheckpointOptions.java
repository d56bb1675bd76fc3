package dev.graphiti.migrator.app;

import dev.graphiti.migrator.config.Setting;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How often the job's state is saved. */
public record CheckpointOptions(
        @Setting(
                value = "Time between checkpoints; what lies behind the last one is done again after a failure.",
                defaultValue = "10s",
                min = "100ms",
                max = "1d")
        Duration interval,

        @Setting(
                value = "How long one may take. A checkpoint waits for the batches on their way, so it must outlast a"
                        + " server that is down.",
                defaultValue = "15 min",
                min = "10s",
                max = "7d")
        Duration timeout,

        @Setting(value = "Where they are kept. Without it, with the run.", example = "s3://bucket/checkpoints")
        @Nullable
        String directory)
        implements Serializable {}
