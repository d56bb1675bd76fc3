package dev.graphiti.migrator.source.file;

import java.io.Serializable;
import java.nio.file.Path;

/**
 * What relative paths of a configuration start from: the folder in which the command was called, and not the one in which
 * a JobManager happens to run.
 */
public record WorkingFolder(String path) implements Serializable {
    /** That of this process. */
    public static WorkingFolder current() {
        return new WorkingFolder(Path.of("").toAbsolutePath().toString());
    }

    /** The path as it is found from anywhere; one that is absolute, or has a scheme, stays as it is. */
    public String absolute(String written) {
        return written.startsWith("/") || Locations.hasScheme(written) ? written : path + "/" + written;
    }
}
