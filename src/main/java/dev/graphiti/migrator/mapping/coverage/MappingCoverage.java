package dev.graphiti.migrator.mapping.coverage;

import dev.graphiti.migrator.count.Count;
import dev.graphiti.migrator.mapping.Coverage;
import dev.graphiti.migrator.mapping.Mapping;
import dev.graphiti.migrator.mapping.config.CollectionMapping;
import dev.graphiti.migrator.mapping.config.FactMapping;
import dev.graphiti.migrator.mapping.path.Item;
import dev.graphiti.migrator.mapping.path.MappingException;
import dev.graphiti.migrator.mapping.path.Scope;
import dev.graphiti.migrator.source.SourceRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Watches which paths and rules of a mapping are of use. Each is counted once when a record has it, and once when a record is the
 * first not to have it; one that was only missed is misspelled, or not in the source. Not safe for several threads.
 *
 * <p>Costs nothing for a rule that has been of use.
 */
public final class MappingCoverage implements Coverage {
    private final Map<String, Pending> pending = new HashMap<>();
    private final String others;

    /** A rule that was of no use so far. */
    private static final class Open {
        private final Rule rule;
        private boolean missed;

        private Open(Rule rule) {
            this.rule = rule;
        }
    }

    /** The rules of one collection that were of no use so far. */
    private record Pending(String collection, List<Open> rules) {}

    /**
     * Begins to watch.
     *
     * @param mapping the section {@code mapping}, by collection
     * @param others the collection whose mapping applies to all that have none
     */
    public MappingCoverage(Map<String, CollectionMapping> mapping, String others) {
        this.others = others;
        mapping.forEach((collection, options) -> pending.put(
                collection,
                new Pending(
                        collection,
                        new ArrayList<>(
                                Rules.of(options).stream().map(Open::new).toList()))));
    }

    /** The name of the rule that creates a related entity, for {@link Mapping.Mapped#made}. */
    public static String related(String localName) {
        return Rules.relatedName(localName);
    }

    /** The name of the rule that creates a fact, for {@link Mapping.Mapped#made}. */
    public static String fact(int index, FactMapping fact) {
        return Rules.factName(index, fact);
    }

    @Override
    public List<Count> observe(SourceRecord record, Mapping mapping) {
        String collection = record.origin().collection();
        Pending ofCollection = pending.containsKey(collection) ? pending.get(collection) : pending.get(others);
        if (ofCollection == null || ofCollection.rules().isEmpty() || record.damage() != null) {
            return List.of();
        }
        List<Count> counts = new ArrayList<>();
        Scope scope = Scope.of(record.fields(), record.origin(), "").withAbout(record.about());
        Iterator<Open> each = ofCollection.rules().iterator();
        while (each.hasNext()) {
            Open open = each.next();
            Rule rule = open.rule;
            if (mapping instanceof Mapping.Skipped && !rule.ofSkip()) {
                continue;
            }
            Boolean used = isUsed(rule, scope, mapping);
            if (Boolean.TRUE.equals(used)) {
                counts.add(Count.rule(ofCollection.collection(), rule.name(), Count.Outcome.FOUND, ""));
                each.remove();
            } else if (used != null && !open.missed) {
                open.missed = true;
                String nearest = rule.path() == null ? null : NearestPath.of(rule.path(), rule.each(), scope);
                counts.add(Count.rule(
                        ofCollection.collection(), rule.name(), Count.Outcome.MISSED, nearest == null ? "" : nearest));
            }
        }
        return counts;
    }

    /** Null if the record does not say: it has no items, or it cannot be mapped. */
    private static @Nullable Boolean isUsed(Rule rule, Scope scope, Mapping mapping) {
        if (rule.path() == null) {
            return mapping instanceof Mapping.Mapped mapped ? mapped.made().contains(rule.name()) : null;
        }
        if (rule.each() == null) {
            return rule.path().find(scope) != null;
        }
        List<Item> items = items(rule, scope);
        return items.isEmpty()
                ? null
                : items.stream().anyMatch(item -> rule.path().find(scope.withItem(item)) != null);
    }

    private static List<Item> items(Rule rule, Scope scope) {
        try {
            return rule.each() == null ? List.of() : rule.each().items(scope, note -> {});
        } catch (MappingException e) {
            return List.of(); // The record is a dead letter, which says so.
        }
    }
}
