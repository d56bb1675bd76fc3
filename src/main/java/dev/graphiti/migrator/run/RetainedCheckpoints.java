package dev.graphiti.migrator.run;

import dev.graphiti.migrator.ledger.json.RunStorageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/** The checkpoints that Flink has left of a run's jobs: {@code JOB/chk-N} below a directory. */
public record RetainedCheckpoints(String directory, List<String> jobIds) {
    static final String PREFIX = "chk-";

    /**
     * Where a run's checkpoints are.
     *
     * @param configured null if the configuration names no directory for all runs
     */
    public static String directory(@Nullable String configured, RunFiles files) {
        return LocalPaths.uri(configured != null ? configured : files.checkpoints());
    }

    /**
     * The complete one with the highest number of the last job that has any: what an earlier job has completed after that
     * one had taken the run is in no file.
     */
    public Optional<String> newest() {
        List<Path> newest = List.of();
        for (String job : jobIds) {
            List<Path> complete = completeIn(new Path(directory, job));
            newest = complete.isEmpty() ? newest : complete;
        }
        return newest.stream()
                .max(Comparator.comparingLong(RetainedCheckpoints::number))
                .map(Path::toString);
    }

    private static List<Path> completeIn(Path job) {
        try {
            FileSystem files = job.getFileSystem();
            if (!files.exists(job)) {
                return List.of();
            }
            List<Path> complete = new ArrayList<>();
            for (Path each : listed(files, job)) {
                if (number(each) >= 0 && files.exists(new Path(each, Savepoint.METADATA))) {
                    complete.add(each);
                }
            }
            return complete;
        } catch (IOException e) {
            throw new RunStorageException("cannot list " + job, e);
        }
    }

    private static List<Path> listed(FileSystem files, Path folder) throws IOException {
        FileStatus[] statuses = files.listStatus(folder);
        return statuses == null
                ? List.of()
                : Arrays.stream(statuses).map(FileStatus::getPath).toList();
    }

    /** -1 for what is no checkpoint. */
    private static long number(Path folder) {
        String name = folder.getName();
        return name.matches(PREFIX + "\\d{1,18}") ? Long.parseLong(name.substring(PREFIX.length())) : -1;
    }
}
