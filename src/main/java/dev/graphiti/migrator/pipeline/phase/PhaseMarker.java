package dev.graphiti.migrator.pipeline.phase;

import dev.graphiti.migrator.ledger.json.RunStorageException;
import dev.graphiti.migrator.ledger.json.TextFile;
import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.core.fs.Path;

/**
 * A file in the run's folder that exists while a phase has ended. By it a TaskManager reports the end to the JobManager: Flink
 * offers an operator no way to reach the enumerator of a source.
 *
 * @param path on a file system that all machines share
 */
public record PhaseMarker(String path) implements Serializable {
    boolean exists() throws IOException {
        try {
            return new TextFile(path).exists();
        } catch (RunStorageException e) {
            throw e.forRestart();
        }
    }

    void write() throws IOException {
        try {
            new TextFile(path).write("");
        } catch (RunStorageException e) {
            throw e.forRestart();
        }
    }

    void remove() throws IOException {
        Path file = new Path(path);
        file.getFileSystem().delete(file, false);
    }
}
