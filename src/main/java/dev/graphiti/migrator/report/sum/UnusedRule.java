package dev.graphiti.migrator.report.sum;

import dev.graphiti.migrator.count.Count;
import dev.graphiti.migrator.count.Count.Outcome;
import dev.graphiti.migrator.count.Count.Subject;
import dev.graphiti.migrator.count.CountAggregator;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A path of the mapping that is in no record, or a related entity or fact that no record has created.
 *
 * @param collection the key of the mapping
 * @param rule the key in the mapping of the collection; with the path, for a path: {@code episode.content: bdoy}
 * @param nearest the most similar path of a record; empty if there is none
 */
public record UnusedRule(String collection, String rule, String nearest) {
    private static final String BEFORE_PATH = ": ";

    /** What was missed by a record and found by none, in a fixed order. */
    public static List<UnusedRule> of(CountAggregator counts) {
        return of(counts.ofSubject(Subject.RULE));
    }

    /** The same of counts that are not added up. */
    public static List<UnusedRule> of(Collection<Count> counts) {
        record Key(String collection, String rule) {}
        Set<Key> found = new HashSet<>();
        Map<String, Map<String, String>> missed = new TreeMap<>();
        for (Count count : counts) {
            if (count.outcome() == Outcome.FOUND) {
                found.add(new Key(count.collection(), count.kind()));
            } else {
                missed.computeIfAbsent(count.collection(), collection -> new TreeMap<>())
                        .merge(count.kind(), count.detail(), (one, other) -> one.isEmpty() ? other : one);
            }
        }
        return missed.entrySet().stream()
                .flatMap(collection -> collection.getValue().entrySet().stream()
                        .filter(rule -> !found.contains(new Key(collection.getKey(), rule.getKey())))
                        .map(rule -> new UnusedRule(collection.getKey(), rule.getKey(), rule.getValue())))
                .toList();
    }

    /** For instance {@code mapping.tickets.episode.content: bdoy is in no record; is it body?} */
    public String sentence() {
        String key = "mapping.%s.%s".formatted(collection.equals("*") ? "\"*\"" : collection, rule);
        return rule.contains(BEFORE_PATH)
                ? key + " is in no record" + (nearest.isEmpty() ? "." : "; is it " + nearest + "?")
                : key + " was created by no record.";
    }
}
