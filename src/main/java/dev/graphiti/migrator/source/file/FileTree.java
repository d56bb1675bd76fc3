package dev.graphiti.migrator.source.file;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds files and folders. */
public interface FileTree {
    /** The one that holds a location. */
    static FileTree of(String location) throws IOException {
        return Locations.isLocal(location)
                ? new LocalFileTree()
                : new FlinkFileTree(Locations.path(location).getFileSystem());
    }

    /** What is at a location; null for nothing. */
    @Nullable
    FileEntry find(String location) throws IOException;

    /** What is in a folder, in the order of names. */
    List<FileEntry> children(FileEntry folder) throws IOException;

    /** The same text for the same folder, on whatever way it was reached. */
    String identity(FileEntry folder) throws IOException;
}
