package dev.graphiti.migrator.source.file;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A path with {@code *}, {@code **}, <code>?</code>, {@code [..]} or <code>{a,b}</code> in it, as shells know them.
 * {@code **}{@code /} also stands for no folder at all. Names that begin with a dot match too; see {@link #hides}.
 *
 * @param prefix what stands before the first part with a special character, as written
 */
record PathGlob(String prefix, String pattern, List<PathMatcher> matchers) {
    private static final String SPECIAL = "*?[{";

    /** A dot where a name, or another spelling of it, begins. */
    private static final Pattern DOT = Pattern.compile("(^|[/{,])\\.");

    static boolean isOne(String path) {
        return firstSpecial(path) < path.length();
    }

    static PathGlob of(String path) {
        String prefix = prefix(path);
        String pattern = path.substring(prefix.length());
        List<PathMatcher> matchers = new ArrayList<>();
        try {
            matchers.add(FileSystems.getDefault().getPathMatcher("glob:" + oneLine(pattern)));
            if (pattern.contains("**/")) {
                matchers.add(FileSystems.getDefault()
                        .getPathMatcher("glob:" + oneLine(pattern).replace("**/", "")));
            }
        } catch (PatternSyntaxException e) {
            throw new MigratorException(
                    Fault.CONFIGURATION, "source path %s is not a glob: %s".formatted(path, e.getDescription()), e);
        }
        return new PathGlob(prefix, pattern, List.copyOf(matchers));
    }

    /** What is before the first part with a special character, whether it is a glob or the name of a file. */
    static String prefix(String path) {
        return path.substring(0, path.lastIndexOf('/', firstSpecial(path)) + 1);
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
        Path path = Path.of(oneLine(relative));
        return !(isFolder && goesDeep()) && matchers.stream().anyMatch(matcher -> matcher.matches(path));
    }

    /** Whether the file would match if case did not matter. */
    boolean nearlyMatches(String relative) {
        return of(pattern.toLowerCase(Locale.ROOT)).matches(relative.toLowerCase(Locale.ROOT), false);
    }

    /** Whether something in this folder may match. */
    boolean mayMatchBelow(String relative) {
        boolean deepEnough = depth(relative) < depth(pattern);
        return deepEnough || goesDeep() || pattern.contains("{");
    }

    private boolean goesDeep() {
        return pattern.contains("**");
    }

    /** Whether the name begins with a dot and the glob does not ask for such names. */
    boolean hides(String relative) {
        boolean dotName = relative.startsWith(".") || relative.contains("/.");
        return dotName && !DOT.matcher(pattern).find();
    }

    /** The two stars of the JDK do not match line ends, which names may have. */
    private static String oneLine(String text) {
        return text.replace('\n', '\u0001')
                .replace('\r', '\u0002')
                .replace('\u0085', '\u0003')
                .replace('\u2028', '\u0004')
                .replace('\u2029', '\u0005');
    }

    private static long depth(String path) {
        return path.chars().filter(c -> c == '/').count();
    }
}
