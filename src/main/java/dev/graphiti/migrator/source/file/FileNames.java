package dev.graphiti.migrator.source.file;

import java.util.regex.Pattern;

/**
 * Which files of a folder a source reads. A file that is named itself is read whatever its name is.
 *
 * @param readable files
 * @param hidden files and folders
 * @param description goes on after "holds no file that ends in"
 */
public record FileNames(Pattern readable, Pattern hidden, String description) {
    /** What tools leave beside the data. */
    private static final Pattern ASIDE = Pattern.compile("[._].*");

    public static FileNames of(String readable, String description) {
        return new FileNames(Pattern.compile(readable), ASIDE, description);
    }

    boolean isReadable(String name) {
        return readable.matcher(name).matches();
    }

    boolean isHidden(String name) {
        return hidden.matcher(name).matches();
    }
}
