package dev.graphiti.migrator.app;

import dev.graphiti.migrator.config.ByteSize;
import dev.graphiti.migrator.config.Setting;
import dev.graphiti.migrator.run.LocalPaths;
import java.io.Serializable;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a run stores its files, how many dead letters it tolerates, and what they contain. */
public record RunOptions(
        @Setting(
                value = "Where runs are stored, each in its own folder: ledger, dead letters, counts, checkpoints"
                        + " and report. On a cluster, a folder that all machines and the client share. If omitted,"
                        + " the folder `runs` in `$MIGRATOR_DATA`, or in `migrator-data` in the current folder.",
                example = "s3://bucket/migrations")
        @Nullable
        String directory,

        @Setting(
                value = "A name for all runs of one source into one graph. A run with a name is compared with the last"
                        + " finished run of this name in the folder of runs: what has not changed in the source is"
                        + " neither embedded nor written.",
                example = "shop")
        @Nullable
        String name,

        @Setting(
                value = "Maximum number of dead letters that are tolerated. If there are more, all other records"
                        + " are still written, but the exit code is 7.",
                defaultValue = "0",
                min = "0")
        long allowedDeadLetters,

        @Setting(
                value = "Maximum size of a record that is kept in its dead letter, as JSON. Of a longer one, the"
                        + " dead letter contains the position in the source. It also bounds the memory that a dead"
                        + " letter needs.",
                defaultValue = "1mb",
                min = "1kb",
                max = "64mb")
        ByteSize deadLetterRecordLimit,

        @Setting(
                value = "The number of subtasks of each step, unless --parallelism or the cluster overrides it.",
                example = "4",
                min = "1",
                max = "512")
        @Nullable
        Integer parallelism,

        @Setting(
                value = "How long a job owns a run after its last renewal of the lease. The job renews the lease"
                        + " three times in this period. Another job takes the run only if the owner is known to"
                        + " have ended, or if this time has passed.",
                defaultValue = "30s",
                min = "1s",
                max = "1h")
        Duration lease)
        implements Serializable {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    public RunOptions {
        if (name != null && !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name is '%s'; use 1 to 100 letters, digits, dots, dashes and underscores".formatted(name));
        }
    }

    /** The directory of all runs. */
    public String base() {
        if (directory != null) {
            return LocalPaths.absolute(directory);
        }
        String data = System.getenv("MIGRATOR_DATA");
        return LocalPaths.absolute((data == null || data.isEmpty() ? "migrator-data" : data) + "/runs");
    }
}
