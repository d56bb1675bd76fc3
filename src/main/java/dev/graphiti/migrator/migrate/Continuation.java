package dev.graphiti.migrator.migrate;

import dev.graphiti.migrator.ledger.RunFiles;
import dev.graphiti.migrator.ledger.RunInfo;
import dev.graphiti.migrator.ledger.Runs;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * How the youngest unfinished run goes on without being told from where.
 *
 * @param savepoint null where Flink knows it, or where the run has not come as far as a checkpoint
 */
record Continuation(RunInfo run, @Nullable Savepoint savepoint) {
    private static final String METADATA = "_metadata";

    /**
     * The one among these runs; nothing if all are finished.
     *
     * @throws MigratorException when a run has kept something, but the state that fits it cannot be found: doing the work
     *     again would count it twice
     */
    static Optional<Continuation> of(Runs runs, Cluster cluster) {
        return runs.latestUnfinished().map(run -> of(run, runs.files(run.runId()), cluster));
    }

    static Continuation of(RunInfo run, RunFiles files, Cluster cluster) {
        if (cluster.bringsState()) {
            return new Continuation(run, null);
        }
        Optional<Savepoint> last = lastCheckpoint(files);
        if (last.isEmpty() && files.holdCounts() && !cluster.remembersCheckpoints()) {
            throw new MigratorException(
                    Fault.CONFIGURATION,
                    "Run %s has come as far as a checkpoint, but there is none in %s; name one with --savepoint."
                            .formatted(run.runId(), files.checkpoints()));
        }
        return new Continuation(run, last.orElse(null));
    }

    /** The youngest complete one: {@code <job>/chk-<number>/_metadata}. */
    private static Optional<Savepoint> lastCheckpoint(RunFiles files) {
        return children(new Path(files.checkpoints()))
                .flatMap(job -> children(job.getPath()))
                .filter(checkpoint -> checkpoint.getPath().getName().startsWith("chk-"))
                .flatMap(checkpoint -> children(checkpoint.getPath()))
                .filter(file -> file.getPath().getName().equals(METADATA))
                .max(Comparator.comparing(FileStatus::getModificationTime).thenComparing(Continuation::numberOf))
                .map(file -> new Savepoint(file.getPath().getParent().toString()));
    }

    private static long numberOf(FileStatus metadata) {
        String name = metadata.getPath().getParent().getName();
        return Long.parseLong(name.substring("chk-".length()));
    }

    private static Stream<FileStatus> children(Path folder) {
        try {
            FileSystem files = folder.getFileSystem();
            if (!files.exists(folder)) {
                return Stream.empty();
            }
            FileStatus[] all = files.listStatus(folder);
            return all == null ? Stream.empty() : Arrays.stream(all);
        } catch (FileNotFoundException e) {
            // Flink has just removed it, for there is a younger one.
            return Stream.empty();
        } catch (IOException e) {
            throw new MigratorException(
                    Fault.CONFIGURATION,
                    "The checkpoints in %s cannot be read: %s".formatted(folder, e.getMessage()),
                    e);
        }
    }
}
