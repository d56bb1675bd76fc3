package dev.graphiti.migrator.flink;

import dev.graphiti.migrator.count.Count;
import dev.graphiti.migrator.count.Count.Outcome;
import dev.graphiti.migrator.count.Count.Subject;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Shows some of what an operator counts as counters, by names such as {@code recordsDeadLettered}. */
final class CountMetrics {
    private final Map<String, Counter> counters = new HashMap<>();

    /** Each operator shows what it alone counts, so that a sum over all operators counts nothing twice. */
    CountMetrics(MetricGroup group, Set<String> names) {
        names.forEach(name -> counters.put(name, group.counter(name)));
    }

    void count(Count count) {
        if (counters.isEmpty() || count.subject() == Subject.THROUGHPUT) {
            return;
        }
        Counter counter = counters.get(nameOf(count));
        if (counter != null) {
            counter.inc(count.count());
        }
    }

    private static String nameOf(Count count) {
        if (count.outcome() == Outcome.DEAD_LETTERED) {
            return count.subject().word() + "sDeadLettered";
        }
        String outcome = count.outcome().word();
        return count.subject().word() + "s" + outcome.substring(0, 1).toUpperCase(Locale.ROOT) + outcome.substring(1);
    }
}
