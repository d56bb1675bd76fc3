package dev.graphiti.migrator.embedding.config;

import dev.graphiti.migrator.config.ByteSize;
import dev.graphiti.migrator.config.Setting;
import java.io.Serializable;
import java.time.Duration;

/** How many records one call of the embedder serves: a bundle is full when one of the limits is reached. */
public record BundleOptions(
        @Setting(
                value = "Maximum number of texts in a bundle, unless a single record has more.",
                defaultValue = "256",
                min = "1",
                max = "100000")
        int texts,

        @Setting(
                value = "Estimated maximum memory of a bundle's records; a single record may be larger.",
                defaultValue = "4mb",
                min = "1kb",
                max = "256mb")
        ByteSize size,

        @Setting(
                value = "How long a record waits for others. A checkpoint does not wait.",
                defaultValue = "200ms",
                min = "0s",
                max = "1 min")
        Duration linger)
        implements Serializable {
    public static final BundleOptions DEFAULT = new BundleOptions(256, new ByteSize(4L << 20), Duration.ofMillis(200));
}
