package dev.graphiti.migrator.source.file;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;
import org.jspecify.annotations.Nullable;

/** Finds the files that one path of an input names: itself, those in a folder, or those that a glob matches. */
public final class InputFiles {
    private final WorkingFolder here;
    private final String collection;
    private final String written;
    private final FileNames names;
    private final FileSystem fileSystem;
    private final List<InputFile> found = new ArrayList<>();
    private final Set<String> entered = new HashSet<>();

    private InputFiles(WorkingFolder here, String collection, String written, FileNames names) throws IOException {
        this.here = here;
        this.collection = collection;
        this.written = written;
        this.names = names;
        this.fileSystem = new Path(here.absolute(written)).getFileSystem();
    }

    /**
     * In the order of their names.
     *
     * @param here what the path starts from, if it is relative
     * @throws MigratorException when there is none, or the path cannot be read
     */
    public static List<InputFile> find(WorkingFolder here, String collection, String written, FileNames names)
            throws IOException {
        try {
            return new InputFiles(here, collection, written, names).find();
        } catch (UnsupportedFileSystemSchemeException | IllegalArgumentException e) {
            throw new MigratorException(
                    Fault.SOURCE,
                    "source path %s of collection %s cannot be read: %s".formatted(written, collection, e.getMessage()),
                    e);
        }
    }

    private List<InputFile> find() throws IOException {
        FileStatus status = statusOf(written);
        if (status != null) {
            findIn(status, written.replaceFirst("(?<=[^/])/+$", ""));
            orRefuse("holds no file that ends in " + names.description());
        } else if (PathGlob.isOne(written)) {
            findMatches(PathGlob.of(written));
            orRefuse("matches no file");
        } else {
            orRefuse("does not exist");
        }
        found.sort(Comparator.comparing(InputFile::name));
        return found;
    }

    private @Nullable FileStatus statusOf(String path) throws IOException {
        try {
            return fileSystem.getFileStatus(new Path(here.absolute(path)));
        } catch (FileNotFoundException e) {
            return null;
        }
    }

    private void findIn(FileStatus status, String name) throws IOException {
        if (!status.isDir()) {
            found.add(InputFile.of(status, name));
            return;
        }
        for (FileStatus child : children(status.getPath())) {
            String childName = child.getPath().getName();
            if (!names.isHidden(childName) && (child.isDir() || names.isReadable(childName))) {
                findIn(child, name + "/" + childName);
            }
        }
    }

    private void findMatches(PathGlob glob) throws IOException {
        FileStatus base = statusOf(glob.base());
        if (base != null && !base.isDir()) {
            throw refused("cannot match anything, since %s is a file and not a folder".formatted(glob.base()));
        }
        if (base != null) {
            findMatches(glob, base, "");
        }
    }

    private void findMatches(PathGlob glob, FileStatus folder, String prefix) throws IOException {
        for (FileStatus child : children(folder.getPath())) {
            String relative = prefix + child.getPath().getName();
            if (glob.matches(relative, child.isDir())) {
                findIn(child, glob.prefix() + relative);
            } else if (child.isDir() && glob.mayMatchBelow(relative)) {
                findMatches(glob, child, relative + "/");
            }
        }
    }

    private List<FileStatus> children(Path folder) throws IOException {
        if (!entered.add(identityOf(folder))) {
            // A link that leads back: its files have been found.
            return List.of();
        }
        try {
            FileStatus[] children = fileSystem.listStatus(folder);
            if (children == null) {
                throw refused("cannot be read, because the folder %s does not let itself be listed".formatted(folder));
            }
            return Arrays.asList(children);
        } catch (FileNotFoundException e) {
            throw refused("cannot be read: " + e.getMessage());
        }
    }

    private static String identityOf(Path folder) throws IOException {
        String scheme = folder.toUri().getScheme();
        boolean local = scheme == null || scheme.equals("file");
        return local ? new File(folder.getPath()).getCanonicalPath() : folder.toString();
    }

    private void orRefuse(String why) {
        if (found.isEmpty()) {
            throw refused(why);
        }
    }

    private MigratorException refused(String why) {
        return new MigratorException(
                Fault.SOURCE,
                "source path %s of collection %s %s; correct source.inputs or the files"
                        .formatted(written, collection, why));
    }
}
