package dev.graphiti.migrator.embedding.config;

import dev.graphiti.migrator.config.ByteSize;
import dev.graphiti.migrator.config.Setting;
import java.io.Serializable;
import java.time.Duration;

/** How many records one call of the embedder serves: a bundle is full when one of the limits is reached. */
public record BundleOptions(
        @Setting(
                value = "Texts that a bundle holds at most, unless one record has more.",
                defaultValue = "256",
                min = "1",
                max = "100000")
        int texts,

        @Setting(
                value = "Memory that a bundle's records take at most, estimated; one record may be larger.",
                defaultValue = "4mb",
                min = "1kb",
                max = "256mb")
        ByteSize size,

        @Setting(
                value = "How long a record waits for others; a checkpoint waits for nobody.",
                defaultValue = "200ms",
                min = "0s",
                max = "1 min")
        Duration linger)
        implements Serializable {
    public static final BundleOptions DEFAULT = new BundleOptions(256, new ByteSize(4L << 20), Duration.ofMillis(200));
}
