package dev.graphiti.migrator.app;

import dev.graphiti.migrator.config.Setting;
import dev.graphiti.migrator.run.LocalPaths;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where a run keeps its files, and what it may end with. */
public record RunOptions(
        @Setting(
                value =
                        "Where runs are kept, each in a folder of its own: ledger, dead letters, counts, checkpoints and"
                                + " report. On a cluster, a folder that all machines and the client share. Without it, the"
                                + " folder `runs` in `$MIGRATOR_DATA`, or in `migrator-data` here.",
                example = "s3://bucket/migrations")
        @Nullable
        String directory,

        @Setting(
                value =
                        "So many dead letters are no failure; with more the exit code is 7, though all else is written.",
                defaultValue = "0",
                min = "0")
        long allowedDeadLetters,

        @Setting(
                value = "How many subtasks each step has, unless --parallelism or the cluster says otherwise.",
                example = "4",
                min = "1",
                max = "512")
        @Nullable
        Integer parallelism,

        @Setting(
                value =
                        "How long a run stays owned by its job after the job's last sign of life, which it gives three times"
                                + " as often. Another job takes the run only if that one is known to have ended, or this time has"
                                + " passed.",
                defaultValue = "30s",
                min = "1s",
                max = "1h")
        Duration lease)
        implements Serializable {
    /** The directory of all runs. */
    public String base() {
        if (directory != null) {
            return LocalPaths.absolute(directory);
        }
        String data = System.getenv("MIGRATOR_DATA");
        return LocalPaths.absolute((data == null || data.isEmpty() ? "migrator-data" : data) + "/runs");
    }
}
