package dev.graphiti.migrator.flink.stage;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a stage of the pipeline is found in a running job, and what is reported when it limits the run. Flink's REST interface
 * knows operators by their names and metrics by the ends of theirs.
 *
 * @param operator the word with which the names of its operators begin
 * @param limit what limits the run when this stage does
 * @param busy how long it works; null where Flink's own busy time of its task says it
 * @param throttle what else it waits for; null if nothing
 * @param retries metrics of what it has sent again
 */
public record StageName(
        String operator,
        String limit,
        @Nullable Busy busy,
        @Nullable Throttle throttle,
        List<String> retries) {
    /**
     * A metric of the time that it works outside of Flink's threads. A job without the metric does not have the stage.
     *
     * @param total whether it counts milliseconds since the start, not within each second
     */
    public record Busy(String metric, boolean total) {}

    /**
     * A counter of requests that another system has refused because of its limit.
     *
     * @param limit what limits the run while the counter grows
     */
    public record Throttle(String metric, String limit) {}

    /** A stage that works in its own task and asks no other system. */
    public static StageName ofTask(String operator, String limit) {
        return new StageName(operator, limit, null, null, List.of());
    }

    /** The metrics that it names, each once. */
    public Set<String> metrics() {
        Set<String> metrics = new LinkedHashSet<>(retries);
        if (busy != null) {
            metrics.add(busy.metric());
        }
        if (throttle != null) {
            metrics.add(throttle.metric());
        }
        return metrics;
    }

    /**
     * Whether a task runs one of its operators.
     *
     * @param task the name that Flink makes of its chained operators, such as {@code Source: read json -> map}
     */
    public boolean isIn(String task) {
        for (String name : task.split("->|[(),:]", -1)) {
            if (name.strip().startsWith(operator)) {
                return true;
            }
        }
        return false;
    }
}
