package dev.graphiti.migrator.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the garbage collector of a job writes down about the heap. */
record CollectorLog(Path file) {
    private static final Pattern COLLECTION = Pattern.compile("Pause (?:Young|Full).* (\\d+)M->(\\d+)M\\(\\d+M\\)");

    /** The heap in use before and after a collection, in megabytes. */
    record Collection(long before, long after) {}

    /** Of a job that has not started yet. */
    static CollectorLog at(Path file) throws IOException {
        Files.deleteIfExists(file);
        return new CollectorLog(file.toAbsolutePath());
    }

    /** The environment in which the command line writes it. */
    Map<String, String> environment() {
        return Map.of("MIGRATOR_JAVA_OPTS", "-Xlog:gc:file=" + file);
    }

    /** All so far, in order. */
    List<Collection> collections() throws IOException {
        return Files.exists(file)
                ? Files.readAllLines(file).stream()
                        .map(COLLECTION::matcher)
                        .filter(Matcher::find)
                        .map(found -> new Collection(Long.parseLong(found.group(1)), Long.parseLong(found.group(2))))
                        .toList()
                : List.of();
    }

    /** The most that was in use before a collection. */
    long peak() throws IOException {
        return collections().stream().mapToLong(Collection::before).max().orElse(0);
    }

    /** The most that was in use after one. */
    long live() throws IOException {
        return collections().stream().mapToLong(Collection::after).max().orElse(0);
    }
}
