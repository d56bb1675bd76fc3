package dev.graphiti.migrator.source.file;

import dev.graphiti.migrator.source.PassedOver.Reason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files of this machine, whatever they are called. Flink's own listing fails for a whole folder where one name holds a
 * colon or one link leads nowhere.
 */
record LocalFileTree() implements FileTree {
    @Override
    public @Nullable FileEntry find(String location) throws IOException {
        Path path = Path.of(Locations.localPath(location)).normalize();
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS) ? entry(path) : null;
    }

    @Override
    public List<FileEntry> children(FileEntry folder) throws IOException {
        List<FileEntry> children = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(nio(folder))) {
            for (Path path : paths) {
                FileEntry entry = entry(path);
                if (entry != null) {
                    children.add(entry);
                }
            }
        }
        children.sort(Comparator.comparing(FileEntry::name));
        return children;
    }

    @Override
    public String identity(FileEntry folder) throws IOException {
        return nio(folder).toRealPath().toString();
    }

    private static Path nio(FileEntry folder) {
        return Path.of(folder.path().getPath());
    }

    /** Null for what has been removed since it was seen. */
    private static @Nullable FileEntry entry(Path path) throws IOException {
        if (!isLegible(path)) {
            return unread(path, Reason.ILLEGIBLE_NAME);
        }
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return new FileEntry(
                    Locations.local(path.toString()),
                    name(path),
                    attributes.isDirectory(),
                    attributes.size(),
                    reason(path, attributes));
        } catch (AccessDeniedException e) {
            return unread(path, Reason.NO_PERMISSION);
        } catch (FileSystemException e) {
            if (Files.isSymbolicLink(path)) {
                return unread(path, Reason.DANGLING_LINK);
            }
            if (e instanceof NoSuchFileException) {
                return null;
            }
            throw e;
        }
    }

    private static @Nullable Reason reason(Path path, BasicFileAttributes attributes) {
        if (attributes.isDirectory()) {
            return Files.isReadable(path) && Files.isExecutable(path) ? null : Reason.NO_PERMISSION_FOLDER;
        }
        if (!attributes.isRegularFile()) {
            return Reason.NO_REGULAR_FILE;
        }
        return Files.isReadable(path) ? null : Reason.NO_PERMISSION;
    }

    /** Whether the name can be kept as text, which names of another encoding than the process's cannot. */
    private static boolean isLegible(Path path) {
        try {
            return Path.of(path.toString()).equals(path);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static FileEntry unread(Path path, Reason reason) {
        return new FileEntry(Locations.local(path.toString()), name(path), false, 0, reason);
    }

    private static String name(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }
}
