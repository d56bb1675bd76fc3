package dev.graphiti.migrator.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graphiti.migrator.job.Bottleneck.Load;
import dev.graphiti.migrator.job.FlinkRest.Vertex;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Follows a running job: gathers its metrics into how far it is and what holds it up. */
public final class ProgressPoller {
    private static final String BUSY = "busyTimeMsPerSecond";
    private static final String BACKPRESSURED = "backPressuredTimeMsPerSecond";
    private static final String EMBEDDING_BUSY = "embeddingBusyMsPerSecond";
    private static final String DEAD_LETTERS = ".deadLetters";
    /** Our own metrics end with these; Flink puts the operator's name in front. */
    public static final List<String> OURS = List.of(
            "recordsRead",
            "sourceRemaining",
            "sourceUnassigned",
            "elementsWritten",
            "elementsMerged",
            "neo4jBusyMs",
            EMBEDDING_BUSY,
            "embeddingRetriesThrottled",
            "embeddingRetriesUnavailable",
            "embeddingRetriesUnreadable",
            "retriesTransient",
            "retriesOutage",
            DEAD_LETTERS);

    /** Tasks make their metrics when they start; those that have none of ours by then never will. */
    private static final int LOOKS_UNTIL_ALL_ARE_THERE = 30;

    private final FlinkRest rest;
    private final long totalSize;
    private final int parallelism;
    private final Map<String, List<String>> metricsOfVertex = new HashMap<>();
    private List<Vertex> vertices = List.of();
    private int looks;

    private long lastRead;
    private double lastNeo4jBusy;
    private double lastThrottled;
    private Duration lastElapsed = Duration.ZERO;

    ProgressPoller(FlinkRest rest, long totalSize, int parallelism) {
        this.rest = rest;
        this.totalSize = totalSize;
        this.parallelism = parallelism;
    }

    /** How it stands now, so long after the start. */
    Progress look(Duration elapsed) {
        Map<String, Double> sums = new HashMap<>();
        Map<String, Load> loads = new HashMap<>();
        looks++;
        if (vertices.isEmpty()) {
            vertices = rest.vertices();
        }
        for (Vertex vertex : vertices) {
            read(vertex, sums, loads);
        }
        long read = sums.getOrDefault("recordsRead", 0.0).longValue();
        double seconds = Math.max(0.001, elapsed.minus(lastElapsed).toMillis() / 1000.0);
        double rate = (read - lastRead) / seconds;
        double neo4jBusy = sums.getOrDefault("neo4jBusyMs", 0.0);
        double throttled = sums.getOrDefault("embeddingRetriesThrottled", 0.0);
        Bottleneck bottleneck = Bottleneck.of(new Bottleneck.Loads(
                loads.getOrDefault("read", Load.NONE),
                loads.getOrDefault("read", Load.NONE),
                embedding(sums, loads),
                load(neo4jBusy - lastNeo4jBusy, seconds, loads.get("write")),
                (long) (throttled - lastThrottled)));
        lastRead = read;
        lastNeo4jBusy = neo4jBusy;
        lastThrottled = throttled;
        lastElapsed = elapsed;
        double retries = sums.entrySet().stream()
                .filter(sum -> sum.getKey().contains("etries"))
                .mapToDouble(Map.Entry::getValue)
                .sum();
        return new Progress(
                read,
                null,
                done(sums),
                sums.getOrDefault("elementsWritten", 0.0).longValue(),
                Math.max(0, rate),
                elapsed,
                bottleneck,
                sums.getOrDefault(DEAD_LETTERS, 0.0).longValue(),
                (long) retries,
                0);
    }

    private Load load(double busyMillis, double seconds, @Nullable Load task) {
        return new Load(busyMillis / (seconds * 1000 * parallelism), task == null ? 0 : task.backpressured());
    }

    /** Null where nothing is embedded. The embedder is busy when it has no room for another request. */
    private @Nullable Load embedding(Map<String, Double> sums, Map<String, Load> loads) {
        Double busy = sums.get(EMBEDDING_BUSY);
        return busy == null ? null : load(busy, 1, loads.get("embed"));
    }

    private @Nullable Double done(Map<String, Double> sums) {
        Double unassigned = sums.get("sourceUnassigned");
        if (totalSize <= 0 || unassigned == null) {
            return null;
        }
        double remaining = unassigned + sums.getOrDefault("sourceRemaining", 0.0);
        return Math.max(0, 1 - remaining / totalSize);
    }

    private void read(Vertex vertex, Map<String, Double> sums, Map<String, Load> loads) {
        List<String> names = metricsOfVertex.get(vertex.id());
        if (names == null || (names.size() <= 2 && looks <= LOOKS_UNTIL_ALL_ARE_THERE)) {
            names = interesting(rest.metricNames(vertex));
            metricsOfVertex.put(vertex.id(), names);
        }
        double[] times = new double[2];
        rest.metrics(vertex, names)
                .ifPresent(metrics -> metrics.forEach(metric -> {
                    String id = metric.path("id").asText();
                    if (id.equals(BUSY)) {
                        times[0] = metric.path("avg").asDouble() / 1000;
                    } else if (id.equals(BACKPRESSURED)) {
                        times[1] = metric.path("avg").asDouble() / 1000;
                    } else {
                        sums.merge(ours(id), metric.path("sum").asDouble(), Double::sum);
                    }
                }));
        for (String step : List.of("read", "embed", "write")) {
            if (vertex.name().contains(step)) {
                // Of several that write, the last: whether the first waits for it tells nothing of Neo4j.
                loads.put(step, new Load(times[0], times[1]));
            }
        }
        if (vertex.name().contains("read")) {
            readCoordinator(vertex, sums);
        }
    }

    private void readCoordinator(Vertex vertex, Map<String, Double> sums) {
        rest.coordinatorMetrics(vertex).ifPresent(all -> {
            for (JsonNode metric : all) {
                String id = metric.path("id").asText();
                if (id.endsWith("sourceUnassigned")) {
                    rest.coordinatorMetric(vertex, id)
                            .ifPresent(values -> values.forEach(value -> sums.put(
                                    "sourceUnassigned", value.path("value").asDouble())));
                }
            }
        });
    }

    private static List<String> interesting(List<String> all) {
        List<String> names = new ArrayList<>();
        names.add(BUSY);
        names.add(BACKPRESSURED);
        all.stream().filter(id -> OURS.stream().anyMatch(id::endsWith)).forEach(names::add);
        return names;
    }

    private static String ours(String id) {
        return OURS.stream().filter(id::endsWith).findFirst().orElse(id);
    }
}
