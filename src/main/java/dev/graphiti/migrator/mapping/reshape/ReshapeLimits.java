package dev.graphiti.migrator.mapping.reshape;

import dev.graphiti.migrator.config.Setting;
import java.io.Serializable;
import java.time.Duration;

/** What a program may do with one record. A record that exceeds a limit is a dead letter. */
public record ReshapeLimits(
        @Setting(value = "Maximum number of results of a record.", defaultValue = "100000", min = "1", max = "10000000")
        int results,

        @Setting(
                value = "Maximum number of steps: an expression that is evaluated, a value that it returns, and"
                        + " each 128 characters or items of that value.",
                defaultValue = "10000000",
                min = "1000",
                max = "10000000000")
        long steps,

        @Setting(
                value = "Maximum time that the regular expressions of the program take for a record.",
                defaultValue = "10s",
                min = "10ms",
                max = "10min")
        Duration regexTime)
        implements Serializable {
    /** With the default values. */
    public static final ReshapeLimits DEFAULT = new ReshapeLimits(100_000, 10_000_000, Duration.ofSeconds(10));
}
