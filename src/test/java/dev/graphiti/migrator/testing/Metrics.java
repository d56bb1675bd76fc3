package dev.graphiti.migrator.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The metrics that {@code docs/metrics.md} names, and those that the dashboard asks for, as Prometheus knows them. */
public final class Metrics {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(flink_[A-Za-z0-9_]+)` \\|");

    private static final Pattern SELECTOR = Pattern.compile("(flink_[A-Za-z0-9_]+)(?:\\{([^}]*)\\})?");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)(=~|=)\"([^\"]*)\"");
    private static final Pattern GROUPING = Pattern.compile("by \\((\\w+)\\)");

    /**
     * One metric that the dashboard asks for.
     *
     * @param labels that a series must have for the dashboard to show it; of an empty text, with any value
     */
    public record Query(String metric, Map<String, String> labels) {
        /** Whether it would find this series, as a reporter writes it: name, and labels in braces. */
        public boolean finds(String series) {
            return series.split("\\{", 2)[0].equals(metric)
                    && labels.entrySet().stream()
                            .allMatch(label -> series.contains(label.getKey() + "=\"" + label.getValue()
                                    + (label.getValue().isEmpty() ? "" : "\"")));
        }
    }

    private Metrics() {}

    /** What the dashboard's panels ask for. */
    public static List<Query> askedFor() {
        try {
            List<Query> queries = new ArrayList<>();
            new ObjectMapper()
                    .readTree(Path.of("k8s", "monitoring", "dashboard.json").toFile())
                    .path("panels")
                    .forEach(panel -> panel.path("targets")
                            .forEach(target ->
                                    queries.addAll(queries(target.path("expr").asText()))));
            return queries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Query> queries(String expression) {
        List<Query> queries = new ArrayList<>();
        SELECTOR.matcher(expression).results().forEach(selector -> {
            Map<String, String> labels = new TreeMap<>();
            GROUPING.matcher(expression).results().forEach(label -> labels.put(label.group(1), ""));
            MATCHER.matcher(String.valueOf(selector.group(2)))
                    .results()
                    .forEach(label -> labels.put(label.group(1), label.group(2).equals("=") ? label.group(3) : ""));
            queries.add(new Query(selector.group(1), labels));
        });
        return queries;
    }

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
