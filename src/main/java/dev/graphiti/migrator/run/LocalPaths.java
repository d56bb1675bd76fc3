package dev.graphiti.migrator.run;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** Paths without a scheme are files of this machine; the job's machines need them absolute. */
public final class LocalPaths {
    /** Flink itself writes both {@code file:/} and {@code s3://}. */
    private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:/.*");

    private LocalPaths() {}

    public static String absolute(String path) {
        return hasScheme(path)
                ? path
                : Path.of(path).toAbsolutePath().normalize().toString();
    }

    static String uri(String path) {
        return hasScheme(path)
                ? path
                : Path.of(path).toAbsolutePath().normalize().toUri().toString();
    }

    private static boolean hasScheme(String path) {
        return SCHEME.matcher(path).matches();
    }
}
