package dev.graphiti.migrator.source.file;

import dev.graphiti.migrator.text.Legible;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Makes Flink's paths of locations as text: an absolute path of this machine, {@code file:} and such a path, or what
 * another file system calls its files. A path of this machine is taken as it is. Flink itself would read a scheme before
 * each colon and a slash in each backslash.
 */
public final class Locations {
    private static final String LOCAL = "file:";
    private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:/.*", Pattern.DOTALL);

    private Locations() {}

    /** Whose text is the location again. */
    public static Path path(String location) {
        return isLocal(location) ? local(localPath(location)) : new Path(location);
    }

    /** For messages. */
    public static String shown(String location) {
        return Legible.of(location.startsWith(LOCAL) ? localPath(location) : location);
    }

    static boolean hasScheme(String written) {
        return SCHEME.matcher(written).matches();
    }

    public static boolean isLocal(String location) {
        return hasScheme(location)
                ? location.startsWith(LOCAL)
                : LOCAL.equals(FileSystem.getDefaultFsUri().getScheme() + ":");
    }

    /** The path of a file of this machine, without a scheme. */
    static String localPath(String location) {
        if (!location.startsWith(LOCAL)) {
            return location;
        }
        String rest = location.substring(LOCAL.length());
        return rest.startsWith("//") ? rest.substring(Math.max(2, rest.indexOf('/', 2))) : rest;
    }

    static Path local(String path) {
        try {
            // Two slashes in front would be the name of a host.
            return new Path(new URI("file", null, path.replaceFirst("^/+", "/"), null));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
