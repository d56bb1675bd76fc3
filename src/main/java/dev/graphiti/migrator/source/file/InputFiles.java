package dev.graphiti.migrator.source.file;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.source.PassedOver;
import dev.graphiti.migrator.source.PassedOver.Reason;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;

/** Finds the files that one path of an input names: itself, those in a folder, or those that a glob matches. */
public final class InputFiles {
    private final WorkingFolder here;
    private final String collection;
    private final String written;
    private final FileNames names;
    private final FileTree tree;
    private final PassedOverFiles passedOver = new PassedOverFiles();
    private final List<InputFile> found = new ArrayList<>();
    private final Set<String> entered = new HashSet<>();

    private InputFiles(WorkingFolder here, String collection, String written, FileNames names) throws IOException {
        this.here = here;
        this.collection = collection;
        this.written = written;
        this.names = names;
        this.tree = FileTree.of(here.absolute(written));
    }

    /**
     * In the order of their names.
     *
     * @param here what the path starts from, if it is relative
     * @param passedOver counts what is found and not read
     * @throws MigratorException when there is none, or the path cannot be read
     */
    public static List<InputFile> find(
            WorkingFolder here, String collection, String written, FileNames names, PassedOverFiles passedOver)
            throws IOException {
        try {
            InputFiles files = new InputFiles(here, collection, written, names);
            List<InputFile> found = files.find();
            passedOver.addAll(files.passedOver);
            return found;
        } catch (UnsupportedFileSystemSchemeException | IllegalArgumentException e) {
            throw new MigratorException(
                    Fault.SOURCE,
                    "source path %s of collection %s cannot be read: %s".formatted(written, collection, e.getMessage()),
                    e);
        }
    }

    private List<InputFile> find() throws IOException {
        FileEntry entry = tree.find(here.absolute(written));
        if (entry != null && entry.unread() != null) {
            throw refused("cannot be read, since it is " + entry.unread());
        }
        if (entry != null) {
            findIn(entry, written.replaceFirst("(?<=[^/])/+\\z", ""));
            orRefuse("contains no file that ends with " + names.description());
        } else if (PathGlob.isOne(written)) {
            findMatches(PathGlob.of(written));
            orRefuse("matches no file");
        } else {
            orRefuse("does not exist");
        }
        found.sort(Comparator.comparing(InputFile::name));
        return found;
    }

    private void findIn(FileEntry entry, String name) throws IOException {
        if (entry.unread() != null) {
            passedOver.add(collection, entry.unread(), name);
        } else if (entry.isFolder()) {
            findInFolder(entry, name);
        } else {
            found.add(InputFile.of(entry, name));
        }
    }

    private void findInFolder(FileEntry folder, String name) throws IOException {
        if (!enter(folder, name)) {
            return;
        }
        List<FileEntry> children = children(folder);
        boolean holdsFiles = children.stream().anyMatch(names::isReadable);
        for (FileEntry child : children) {
            String childName = name + "/" + child.name();
            if (FileNames.isHidden(child) && (holdsFiles || !isNamedAnyhow(child))) {
                passedOver.add(collection, child.isFolder() ? Reason.HIDDEN_FOLDER : Reason.HIDDEN, childName);
            } else if (child.isFolder() || child.unread() != null || names.isReadable(child)) {
                findIn(child, childName);
            } else {
                passedOver.add(collection, Reason.OTHER_ENDING, childName);
            }
        }
    }

    private boolean isNamedAnyhow(FileEntry entry) throws IOException {
        return names.mayBeNamed(entry) && children(entry).stream().anyMatch(names::isReadable);
    }

    private void findMatches(PathGlob glob) throws IOException {
        FileEntry base = tree.find(here.absolute(glob.base()));
        if (base != null && !base.isFolder()) {
            throw refused("cannot match anything, since %s is a file and not a folder".formatted(glob.base()));
        }
        if (base != null) {
            findMatches(glob, base, "");
        }
    }

    private void findMatches(PathGlob glob, FileEntry folder, String prefix) throws IOException {
        if (!enter(folder, glob.prefix() + prefix)) {
            return;
        }
        for (FileEntry child : children(folder)) {
            String relative = prefix + child.name();
            if (child.unread() == Reason.ILLEGIBLE_NAME) {
                findIn(child, glob.prefix() + relative);
            } else if (glob.matches(relative, child.isFolder())) {
                findMatch(glob, child, relative, () -> findIn(child, glob.prefix() + relative));
            } else if (child.isFolder() && glob.mayMatchBelow(relative)) {
                findMatch(glob, child, relative, () -> findMatches(glob, child, relative + "/"));
            } else if (!child.isFolder() && glob.nearlyMatches(relative)) {
                findMatch(
                        glob,
                        child,
                        relative,
                        () -> passedOver.add(collection, Reason.OTHER_CASE, glob.prefix() + relative));
            }
        }
    }

    private interface Step {
        void take() throws IOException;
    }

    private void findMatch(PathGlob glob, FileEntry child, String relative, Step step) throws IOException {
        Reason hidden = child.isFolder() ? Reason.HIDDEN_FOLDER : Reason.HIDDEN;
        Reason reason = glob.hides(relative) ? hidden : child.unread();
        if (reason == null) {
            step.take();
        } else {
            passedOver.add(collection, reason, glob.prefix() + relative);
        }
    }

    /** Returns false for a link that leads back: what is in there has been found. */
    private boolean enter(FileEntry folder, String name) throws IOException {
        boolean isNew = entered.add(tree.identity(folder));
        if (!isNew) {
            passedOver.add(collection, Reason.READ_ALREADY, name.replaceFirst("/+\\z", ""));
        }
        return isNew;
    }

    private List<FileEntry> children(FileEntry folder) throws IOException {
        try {
            return tree.children(folder);
        } catch (FileNotFoundException | AccessDeniedException e) {
            throw refused("cannot be read: " + e.getMessage());
        }
    }

    private void orRefuse(String why) {
        if (found.isEmpty()) {
            List<PassedOver> others = passedOver.all();
            throw refused(others.isEmpty() ? why : "%s (not read: %s)".formatted(why, PassedOver.reasons(others)));
        }
    }

    private MigratorException refused(String why) {
        return new MigratorException(
                Fault.SOURCE,
                "source path %s of collection %s %s; correct source.inputs or the files"
                        .formatted(written, collection, why));
    }
}
