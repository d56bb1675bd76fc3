package dev.graphiti.migrator.source.file;

import java.util.regex.Pattern;

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

    boolean isReadable(FileEntry file) {
        return !file.isFolder()
                && file.unread() == null
                && !isHidden(file)
                && readable.matcher(file.name()).matches();
    }

    /** What tools leave beside the data. A table may be partitioned by a column that begins with an underscore. */
    static boolean isHidden(FileEntry entry) {
        String name = entry.name();
        boolean partition = entry.isFolder() && name.indexOf('=') > 0;
        return name.startsWith(".") || (name.startsWith("_") && !partition);
    }
}
