package dev.graphiti.migrator.source.file;

import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Which files of a folder a source reads. A file that is named itself is read whatever its name is.
 *
 * @param readable files
 * @param description continues "contains no file that ends with"
 * @param anyFolderName whether a folder that holds readable files is read though its name is one of hidden folders, unless
 *     it lies beside such files
 */
public record FileNames(Pattern readable, String description, boolean anyFolderName) {
    /** Folders in which known tools keep files of their own that look like data. */
    private static final Pattern LEAVINGS = Pattern.compile(
            "_temporary|_delta_log|_spark_metadata|__MACOSX|\\.git|\\.ipynb_checkpoints|\\.Trash.*|\\.(spark|hive)-staging.*",
            Pattern.DOTALL);

    /**
     * Names of hidden files and folders are passed over.
     *
     * @param readable a regular expression, in which case does not matter
     */
    public static FileNames of(String readable, String description) {
        Pattern pattern = Pattern.compile(readable, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
        return new FileNames(pattern, description, false);
    }

    public FileNames withAnyFolderName() {
        return new FileNames(readable, description, true);
    }

    /** Whether the folder may be read though it is hidden. */
    boolean mayBeNamed(FileEntry folder) {
        return anyFolderName
                && folder.isFolder()
                && folder.unread() == null
                && !LEAVINGS.matcher(folder.name()).matches();
    }

    /** Whether the name of a file is one of those that are read. */
    public boolean isReadable(String name) {
        return readable.matcher(name).matches();
    }

    boolean isReadable(FileEntry file) {
        return !file.isFolder() && file.unread() == null && !isHidden(file) && isReadable(file.name());
    }

    /** What tools leave beside the data. A table may be partitioned by a column that begins with an underscore. */
    static boolean isHidden(FileEntry entry) {
        return isHidden(entry.name(), entry.isFolder());
    }

    /** Whether a file of an archive, or a folder in which it is, is hidden. */
    public static boolean isHidden(String path) {
        String[] parts = path.split("/", -1);
        return IntStream.range(0, parts.length).anyMatch(i -> isHidden(parts[i], i < parts.length - 1));
    }

    private static boolean isHidden(String name, boolean isFolder) {
        boolean partition = isFolder && name.indexOf('=') > 0;
        return name.startsWith(".") || (name.startsWith("_") && !partition);
    }
}
