package dev.graphiti.migrator.flink;

import dev.graphiti.migrator.count.Count;
import dev.graphiti.migrator.count.Count.Outcome;
import dev.graphiti.migrator.count.Count.Subject;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Shows some of what an operator counts as counters, by names such as {@code recordsDeadLettered}. */
final class CountMetrics {
    private final Map<Subject, Map<Outcome, Counter>> counters = new EnumMap<>(Subject.class);

    /** Each operator shows what it alone counts, so that a sum over all operators counts nothing twice. */
    CountMetrics(MetricGroup group, Set<String> names) {
        Map<String, Counter> byName = new HashMap<>();
        names.forEach(name -> byName.put(name, group.counter(name)));
        for (Subject subject : Subject.values()) {
            Map<Outcome, Counter> ofSubject = new EnumMap<>(Outcome.class);
            for (Outcome outcome : Outcome.values()) {
                Counter counter = byName.get(name(subject, outcome));
                if (counter != null) {
                    ofSubject.put(outcome, counter);
                }
            }
            counters.put(subject, ofSubject);
        }
    }

    void count(Count count) {
        Counter counter = counters.getOrDefault(count.subject(), Map.of()).get(count.outcome());
        if (counter != null) {
            counter.inc(count.count());
        }
    }

    private static String name(Subject subject, Outcome outcome) {
        if (outcome == Outcome.DEAD_LETTERED) {
            return subject.word() + "sDeadLettered";
        }
        String word = outcome.word();
        return subject.word() + "s" + word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
