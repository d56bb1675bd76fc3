package dev.graphiti.migrator.pipeline;

import dev.graphiti.migrator.ledger.Tally;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Shows some of what an operator tallies as counters, by names such as {@code recordsDeadLettered}. */
final class TallyMetrics {
    private final Map<String, Counter> counters = new HashMap<>();

    /** Each operator shows what it alone counts, so that a sum over all operators counts nothing twice. */
    TallyMetrics(MetricGroup group, Set<String> names) {
        names.forEach(name -> counters.put(name, group.counter(name)));
    }

    void count(Tally tally) {
        if (counters.isEmpty() || tally.subject().equals(Tally.THROUGHPUT)) {
            return;
        }
        Counter counter = counters.get(nameOf(tally));
        if (counter != null) {
            counter.inc(tally.count());
        }
    }

    private static String nameOf(Tally tally) {
        return switch (tally.outcome()) {
            case Tally.DEAD_LETTERED -> tally.subject() + "sDeadLettered";
            default ->
                tally.subject() + "s" + tally.outcome().substring(0, 1).toUpperCase(Locale.ROOT)
                        + tally.outcome().substring(1);
        };
    }
}
