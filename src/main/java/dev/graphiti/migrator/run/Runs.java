package dev.graphiti.migrator.run;

import dev.graphiti.migrator.ledger.json.RunStorageException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/** The runs whose directories lie in one base directory, each named by its run id. */
public record Runs(String baseDirectory) {
    public RunFiles files(String runId) {
        return new RunFiles(new Path(baseDirectory, runId).toString());
    }

    /** All runs that have a {@code run.json}, oldest first. */
    public List<RunInfo> list() {
        return directories()
                .map(Path::getName)
                .filter(RunId::matches)
                .sorted()
                .flatMap(runId -> files(runId).readInfo().stream())
                .toList();
    }

    /** The youngest run that can be gone on with. */
    public Optional<RunInfo> latestUnfinished() {
        return list().stream().filter(run -> run.state().resumable()).reduce((older, younger) -> younger);
    }

    /** The run that was last started as this Flink job and is not known to have ended. */
    public Optional<RunInfo> startedAs(String jobId) {
        return list().stream()
                .filter(run -> run.state() == RunState.RUNNING
                        && run.lastJobId().filter(jobId::equals).isPresent())
                .reduce((older, younger) -> younger);
    }

    /** The run in whose directory a checkpoint or savepoint lies, wherever that directory is. */
    public static Optional<RunFiles> holding(String savepoint) {
        for (@Nullable Path path = new Path(savepoint); path != null; path = path.getParent()) {
            RunFiles files = new RunFiles(path.toString());
            if (RunId.matches(path.getName()) && files.readInfo().isPresent()) {
                return Optional.of(files);
            }
        }
        return Optional.empty();
    }

    private Stream<Path> directories() {
        Path base = new Path(baseDirectory);
        try {
            FileSystem fileSystem = base.getFileSystem();
            if (!fileSystem.exists(base)) {
                return Stream.empty();
            }
            FileStatus[] statuses = fileSystem.listStatus(base);
            return statuses == null
                    ? Stream.empty()
                    : Arrays.stream(statuses).filter(FileStatus::isDir).map(FileStatus::getPath);
        } catch (FileNotFoundException e) {
            return Stream.empty();
        } catch (IOException e) {
            throw new RunStorageException("cannot list " + baseDirectory, e);
        }
    }
}
