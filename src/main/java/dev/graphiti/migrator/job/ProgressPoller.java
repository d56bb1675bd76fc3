package dev.graphiti.migrator.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graphiti.migrator.flink.PhaseOperator;
import dev.graphiti.migrator.flink.stage.StageName;
import dev.graphiti.migrator.job.Bottleneck.Load;
import dev.graphiti.migrator.job.FlinkRest.Vertex;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Follows a running job: gathers its metrics into how far it is and what holds it up. */
final class ProgressPoller {
    private static final String BUSY = "busyTimeMsPerSecond";
    private static final String BACKPRESSURED = "backPressuredTimeMsPerSecond";
    private static final String READ = "recordsRead";
    private static final String REMAINING = "sourceRemaining";
    private static final String UNASSIGNED = "sourceUnassigned";
    private static final String WRITTEN = "elementsWritten";
    /** With its dot: other names end with the word, in the singular of what they count. */
    private static final String DEAD_LETTERS = ".deadLetters";

    /** Tasks make their metrics when they start; those that have none of ours by then never will. */
    private static final int LOOKS_UNTIL_ALL_ARE_THERE = 30;

    /** Of one task, as shares of time. */
    private record TaskLoad(double busy, double backpressured) {
        static final TaskLoad NONE = new TaskLoad(0, 0);
    }

    private final FlinkRest rest;
    private final List<StageName> stages;
    /** Metrics end with these; Flink puts the name of the operator in front. */
    private final List<String> ours;

    private final long totalSize;
    private final int parallelism;
    private final Map<String, List<String>> metricsOfVertex = new HashMap<>();
    private List<Vertex> vertices = List.of();
    /** Of this look. */
    private Progress.@Nullable Phase phase;

    private int looks;

    private Map<String, Double> last = Map.of();
    private Duration lastElapsed = Duration.ZERO;

    /**
     * For one job.
     *
     * @param stages in the order of the flow, the source first
     * @param totalSize of the source, in what its splits are measured in; 0 where it is not known
     */
    ProgressPoller(FlinkRest rest, List<StageName> stages, long totalSize, int parallelism) {
        this.rest = rest;
        this.stages = stages;
        this.ours = Stream.concat(
                        Stream.of(
                                READ,
                                REMAINING,
                                UNASSIGNED,
                                WRITTEN,
                                DEAD_LETTERS,
                                PhaseOperator.STARTED,
                                PhaseOperator.DONE),
                        stages.stream().flatMap(stage -> stage.metrics().stream()))
                .toList();
        this.totalSize = totalSize;
        this.parallelism = parallelism;
    }

    /** How it stands now, so long after the start. */
    Progress look(Duration elapsed) {
        Map<String, Double> sums = new HashMap<>();
        Map<StageName, TaskLoad> tasks = new HashMap<>();
        looks++;
        phase = null;
        if (vertices.isEmpty()) {
            vertices = rest.vertices();
        }
        for (Vertex vertex : vertices) {
            read(vertex, sums, tasks);
        }
        double seconds = Math.max(0.001, elapsed.minus(lastElapsed).toMillis() / 1000.0);
        Progress progress = new Progress(
                (long) sum(sums, READ),
                null,
                done(sums),
                (long) sum(sums, WRITTEN),
                Math.max(0, (sum(sums, READ) - sum(last, READ)) / seconds),
                elapsed,
                Bottleneck.of(loads(sums, tasks, seconds)),
                (long) sum(sums, DEAD_LETTERS),
                (long) stages.stream()
                        .flatMap(stage -> stage.retries().stream())
                        .mapToDouble(name -> sum(sums, name))
                        .sum(),
                0,
                phase);
        last = sums;
        lastElapsed = elapsed;
        return progress;
    }

    private static double sum(Map<String, Double> sums, String name) {
        return sums.getOrDefault(name, 0.0);
    }

    private List<Load> loads(Map<String, Double> sums, Map<StageName, TaskLoad> tasks, double seconds) {
        List<Load> loads = new ArrayList<>();
        for (StageName stage : stages) {
            TaskLoad task = tasks.getOrDefault(stage, TaskLoad.NONE);
            StageName.Busy busy = stage.busy();
            if (busy == null) {
                // A stage that the job does not have pushes nothing.
                if (tasks.containsKey(stage)) {
                    loads.add(new Load(stage.limit(), task.busy(), task.backpressured()));
                }
            } else if (sums.containsKey(busy.metric())) {
                double millis = busy.total()
                        ? (sum(sums, busy.metric()) - sum(last, busy.metric())) / seconds
                        : sum(sums, busy.metric());
                loads.add(new Load(limit(stage, sums), millis / (1000 * parallelism), task.backpressured()));
            }
        }
        return loads;
    }

    private String limit(StageName stage, Map<String, Double> sums) {
        StageName.Throttle throttle = stage.throttle();
        return throttle != null && sum(sums, throttle.metric()) > sum(last, throttle.metric())
                ? throttle.limit()
                : stage.limit();
    }

    private @Nullable Double done(Map<String, Double> sums) {
        Double unassigned = sums.get(UNASSIGNED);
        if (totalSize <= 0 || unassigned == null) {
            return null;
        }
        return Math.max(0, 1 - (unassigned + sum(sums, REMAINING)) / totalSize);
    }

    private void read(Vertex vertex, Map<String, Double> sums, Map<StageName, TaskLoad> tasks) {
        List<String> names = metricsOfVertex.get(vertex.id());
        if (names == null || (names.stream().noneMatch(this::isOurs) && looks <= LOOKS_UNTIL_ALL_ARE_THERE)) {
            names = interesting(rest.metricNames(vertex));
            metricsOfVertex.put(vertex.id(), names);
        }
        Map<String, Double> times = new HashMap<>();
        Map<String, Double> phases = new HashMap<>();
        rest.metrics(vertex, names)
                .ifPresent(metrics -> metrics.forEach(metric -> {
                    String id = metric.path("id").asText();
                    if (id.equals(BUSY) || id.equals(BACKPRESSURED)) {
                        times.put(id, metric.path("avg").asDouble() / 1000);
                    } else if (id.endsWith(PhaseOperator.STARTED) || id.endsWith(PhaseOperator.DONE)) {
                        phases.put(ours(id), metric.path("avg").asDouble());
                    } else {
                        sums.merge(ours(id), metric.path("sum").asDouble(), Double::sum);
                    }
                }));
        for (StageName stage : stages) {
            if (stage.isIn(vertex.name())) {
                // Of several that write, the last: whether the first waits for it says nothing of Neo4j.
                tasks.put(stage, new TaskLoad(sum(times, BUSY), sum(times, BACKPRESSURED)));
                if (sum(phases, PhaseOperator.STARTED) > 0) {
                    phase = new Progress.Phase(stage.limit(), sum(phases, PhaseOperator.DONE));
                }
            }
        }
        if (stages.get(0).isIn(vertex.name())) {
            readCoordinator(vertex, sums);
        }
    }

    private void readCoordinator(Vertex vertex, Map<String, Double> sums) {
        rest.coordinatorMetrics(vertex).ifPresent(all -> {
            for (JsonNode metric : all) {
                String id = metric.path("id").asText();
                if (id.endsWith(UNASSIGNED)) {
                    rest.coordinatorMetric(vertex, id)
                            .ifPresent(values -> values.forEach(value ->
                                    sums.put(UNASSIGNED, value.path("value").asDouble())));
                }
            }
        });
    }

    private List<String> interesting(List<String> all) {
        List<String> names = new ArrayList<>(List.of(BUSY, BACKPRESSURED));
        all.stream().filter(this::isOurs).forEach(names::add);
        return names;
    }

    private boolean isOurs(String id) {
        return ours.stream().anyMatch(id::endsWith);
    }

    private String ours(String id) {
        return ours.stream().filter(id::endsWith).findFirst().orElse(id);
    }
}
