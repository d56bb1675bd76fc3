package dev.graphiti.migrator.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The metrics that {@code docs/metrics.md} names, as Prometheus knows them. */
public final class Metrics {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(flink_[A-Za-z0-9_]+)` \\|");

    private Metrics() {}

    public static Set<String> documented() {
        try {
            return ROW.matcher(Files.readString(Path.of("docs", "metrics.md")))
                    .results()
                    .map((MatchResult row) -> row.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
