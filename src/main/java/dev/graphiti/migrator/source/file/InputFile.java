package dev.graphiti.migrator.source.file;

import org.apache.flink.core.fs.Path;

/**
 * A file to read.
 *
 * @param path complete, whatever the working directory is
 * @param name as the user would write it
 */
public record InputFile(Path path, String name, long length) {
    static InputFile of(FileEntry entry, String name) {
        return new InputFile(entry.path(), name, entry.length());
    }

    /** Whether opening it costs next to nothing. */
    public boolean isLocal() {
        return Locations.isLocal(location());
    }

    /** From which {@link Locations#path} makes the path again. */
    public String location() {
        return path.toString();
    }
}
