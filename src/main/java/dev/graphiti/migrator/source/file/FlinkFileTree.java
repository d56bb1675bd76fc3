package dev.graphiti.migrator.source.file;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.jspecify.annotations.Nullable;

/** The files of a file system that Flink knows. */
record FlinkFileTree(FileSystem files) implements FileTree {
    @Override
    public @Nullable FileEntry find(String location) throws IOException {
        try {
            return entry(files.getFileStatus(Locations.path(location)));
        } catch (FileNotFoundException e) {
            return null;
        }
    }

    @Override
    public List<FileEntry> children(FileEntry folder) throws IOException {
        FileStatus[] children = files.listStatus(folder.path());
        if (children == null) {
            throw new IOException("the folder %s cannot be listed".formatted(folder.path()));
        }
        return Arrays.stream(children)
                .map(FlinkFileTree::entry)
                .sorted(Comparator.comparing(FileEntry::name))
                .toList();
    }

    @Override
    public String identity(FileEntry folder) {
        return folder.path().toString();
    }

    private static FileEntry entry(FileStatus status) {
        return new FileEntry(status.getPath(), status.getPath().getName(), status.isDir(), status.getLen(), null);
    }
}
