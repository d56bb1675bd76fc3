package dev.graphiti.migrator.migrate;

import java.nio.file.Path;

/** Paths without a scheme are files of this machine; the job's machines need them absolute. */
final class LocalPaths {
    private LocalPaths() {}

    static String absolute(String path) {
        return path.contains("://")
                ? path
                : Path.of(path).toAbsolutePath().normalize().toString();
    }

    static String uri(String path) {
        return path.contains("://")
                ? path
                : Path.of(path).toAbsolutePath().normalize().toUri().toString();
    }
}
