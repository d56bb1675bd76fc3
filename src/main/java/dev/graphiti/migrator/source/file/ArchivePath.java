package dev.graphiti.migrator.source.file;

import java.util.Locale;

/**
 * A path that may continue into an archive, such as {@code export.zip!/orders/*.csv}.
 *
 * @param archive the path without what is in the archive
 * @param inner a file, a folder or a glob; empty for all files of the archive
 */
public record ArchivePath(String archive, String inner) {
    private static final String BORDER = ".zip!/";

    public static ArchivePath of(String written) {
        int border = written.toLowerCase(Locale.ROOT).indexOf(BORDER);
        return border < 0
                ? new ArchivePath(written, "")
                : new ArchivePath(
                        written.substring(0, border + BORDER.length() - 2),
                        written.substring(border + BORDER.length()));
    }

    /** Whether a file is named itself, or matches the glob. */
    public boolean names(String member) {
        return member.equals(inner) || (PathGlob.isOne(inner) && matches(PathGlob.of(inner), member));
    }

    private static boolean matches(PathGlob glob, String member) {
        if (!member.startsWith(glob.prefix())) {
            return false;
        }
        String relative = member.substring(glob.prefix().length());
        return !glob.hides(relative) && glob.matches(relative, false);
    }

    /** Whether a file is in the folder that is named. */
    public boolean holds(String member) {
        return inner.isEmpty() || member.startsWith(inner.endsWith("/") ? inner : inner + "/");
    }
}
