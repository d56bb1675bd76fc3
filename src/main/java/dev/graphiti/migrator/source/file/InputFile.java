package dev.graphiti.migrator.source.file;

import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

/**
 * A file to read.
 *
 * @param path complete, whatever the working directory is
 * @param name as the user would write it
 */
public record InputFile(Path path, String name, long length) {
    static InputFile of(FileStatus status, String name) {
        return new InputFile(status.getPath(), name, status.getLen());
    }
}
