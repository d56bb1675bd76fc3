package dev.graphiti.migrator.source.file;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * A path with {@code *}, {@code **}, <code>?</code>, {@code [..]} or <code>{a,b}</code> in it, as shells know them.
 * {@code **}{@code /} also stands for no folder at all. Names that begin with a dot match only where the glob has the
 * dot.
 *
 * @param prefix what stands before the first part with a special character, as written
 */
record PathGlob(String prefix, String pattern, List<PathMatcher> matchers) {
    private static final String SPECIAL = "*?[{";

    static boolean isOne(String path) {
        return firstSpecial(path) < path.length();
    }

    static PathGlob of(String path) {
        int start = path.lastIndexOf('/', firstSpecial(path)) + 1;
        String pattern = path.substring(start);
        List<PathMatcher> matchers = new ArrayList<>();
        try {
            matchers.add(FileSystems.getDefault().getPathMatcher("glob:" + pattern));
            if (pattern.contains("**/")) {
                matchers.add(FileSystems.getDefault().getPathMatcher("glob:" + pattern.replace("**/", "")));
            }
        } catch (PatternSyntaxException e) {
            throw new MigratorException(
                    Fault.CONFIGURATION, "source path %s is not a glob: %s".formatted(path, e.getDescription()), e);
        }
        return new PathGlob(path.substring(0, start), pattern, List.copyOf(matchers));
    }

    private static int firstSpecial(String path) {
        int i = 0;
        while (i < path.length() && SPECIAL.indexOf(path.charAt(i)) < 0) {
            i++;
        }
        return i;
    }

    /** The folder in which to look. */
    String base() {
        return prefix.isEmpty() ? "." : prefix;
    }

    /** Folders match too, unless the glob itself goes as deep as there are folders. */
    boolean matches(String relative, boolean isFolder) {
        Path path = Path.of(relative);
        return !(isFolder && goesDeep())
                && !isHidden(relative)
                && matchers.stream().anyMatch(matcher -> matcher.matches(path));
    }

    /** Whether something in this folder may match. */
    boolean mayMatchBelow(String relative) {
        boolean deepEnough = depth(relative) < depth(pattern);
        return !isHidden(relative) && (deepEnough || goesDeep() || pattern.contains("{"));
    }

    private boolean goesDeep() {
        return pattern.contains("**");
    }

    private boolean isHidden(String relative) {
        boolean dotName = relative.startsWith(".") || relative.contains("/.");
        boolean dotPattern = pattern.startsWith(".") || pattern.contains("/.");
        return dotName && !dotPattern;
    }

    private static long depth(String path) {
        return path.chars().filter(c -> c == '/').count();
    }
}
