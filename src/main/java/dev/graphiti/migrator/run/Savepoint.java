package dev.graphiti.migrator.run;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.Checkpoints;

/** A savepoint or retained checkpoint to go on from: a folder with a file {@code _metadata}, or that file itself. */
public record Savepoint(String uri) {
    static final String METADATA = "_metadata";

    /**
     * The one at this path.
     *
     * @throws MigratorException when there is none, which Flink would tell only after all else has been started
     */
    public static Savepoint at(String path) {
        Path place = new Path(LocalPaths.uri(path));
        try {
            FileSystem files = place.getFileSystem();
            if (!files.exists(place)) {
                throw wrong("Savepoint %s does not exist; give the path that Flink has printed.".formatted(path));
            }
            if (!place.getName().equals(METADATA) && !files.exists(new Path(place, METADATA))) {
                throw wrong(("%s is not a savepoint, because it has no file _metadata; name a folder such as chk-7"
                                + " in it.")
                        .formatted(path));
            }
        } catch (IOException e) {
            throw wrong("The savepoint %s cannot be read: %s".formatted(path, e.getMessage()));
        }
        return new Savepoint(place.toString());
    }

    /**
     * The number that Flink gave it: they go up as long as a run lives, however often it is resumed.
     *
     * @throws MigratorException when its metadata cannot be read
     */
    public long number() {
        Path place = new Path(uri);
        Path metadata = place.getName().equals(METADATA) ? place : new Path(place, METADATA);
        try (DataInputStream in = new DataInputStream(metadata.getFileSystem().open(metadata))) {
            return Checkpoints.loadCheckpointMetadata(in, Savepoint.class.getClassLoader(), metadata.toString())
                    .getCheckpointId();
        } catch (IOException e) {
            throw wrong("%s is damaged: %s; resume from another savepoint or checkpoint."
                    .formatted(metadata, e.getMessage()));
        }
    }

    /** The job that has completed it; empty if its place does not say so, as a savepoint's does not. */
    public Optional<String> jobId() {
        Path place = new Path(uri);
        Path folder = place.getName().equals(METADATA) ? place.getParent() : place;
        return Optional.of(folder.getParent())
                .filter(job -> folder.getName().startsWith(RetainedCheckpoints.PREFIX))
                .map(Path::getName);
    }

    private static MigratorException wrong(String sentence) {
        return new MigratorException(Fault.CONFIGURATION, sentence);
    }
}
