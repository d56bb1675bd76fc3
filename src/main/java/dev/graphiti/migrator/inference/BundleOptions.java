package dev.graphiti.migrator.inference;

import dev.graphiti.migrator.config.ByteSize;
import dev.graphiti.migrator.config.Setting;
import java.io.Serializable;
import java.time.Duration;

/** How many records one call of the embedder serves: a bundle is full when one of the limits is reached. */
public record BundleOptions(
        @Setting(value = "Texts that a bundle holds at most, unless one record has more.", defaultValue = "256")
        int texts,

        @Setting(
                value = "Memory that a bundle's records take at most, estimated; one record may be larger.",
                defaultValue = "4mb")
        ByteSize size,

        @Setting(value = "How long a record waits for others; a checkpoint waits for nobody.", defaultValue = "200ms")
        Duration linger)
        implements Serializable {
    public static final BundleOptions DEFAULT = new BundleOptions(256, new ByteSize(4L << 20), Duration.ofMillis(200));

    public BundleOptions {
        if (texts < 1 || size.bytes() < 1) {
            throw new IllegalArgumentException("texts and size must be at least 1");
        }
        if (linger.isNegative()) {
            throw new IllegalArgumentException("linger must not be negative");
        }
    }
}
