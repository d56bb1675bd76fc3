package dev.graphiti.migrator.graph.write;

import dev.graphiti.migrator.graph.Target;
import dev.graphiti.migrator.graph.read.StoredElement;
import dev.graphiti.migrator.neo4j.FormerValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.neo4j.driver.Record;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.Value;

/**
 * What elements of others had before this run has changed them. The transaction that changes an element stores its former
 * value too, in a {@code (:MigrationFormerValues)} node beside the elements. A replay finds its own values in the element,
 * and the former one there.
 *
 * <p>An attempt deletes its nodes when a completed checkpoint holds the rows of the ledger. What an interrupted one leaves
 * remains until the run has finished, since a later checkpoint may cover a part of it only.
 */
public final class FormerValues {
    private static final String KEEP =
            "UNWIND $nodes AS node CREATE (f:MigrationFormerValues {run_id: $run}) SET f += node";
    private static final String LOOK = "MATCH (f:MigrationFormerValues {run_id: $run}) WHERE NOT f.id IN $known"
            + " RETURN f.id AS id, f.keys AS keys";
    private static final String READ =
            "MATCH (f:MigrationFormerValues) WHERE f.id IN $ids RETURN f.keys AS keys, f.values AS values";
    private static final String FORGET = "MATCH (f:MigrationFormerValues) WHERE f.id IN $ids DELETE f";

    /** How many values a node has, so that a replay reads few that it does not need. */
    private static final int VALUES_IN_NODE = 200;

    private final String runId;
    private final PendingCheckpoint coverage;
    /** The nodes of this attempt, and the checkpoint that covers each. */
    private final Map<String, Long> kept = new HashMap<>();

    /** All nodes that were met, by the elements whose former value they have. */
    private final Map<String, String> nodeOf = new HashMap<>();

    private final Set<String> known = new TreeSet<>();
    /** Of the transaction under way, by element. */
    private final Map<String, String> added = new LinkedHashMap<>();

    private final List<String> keptNow = new ArrayList<>();

    public FormerValues(String runId, PendingCheckpoint coverage) {
        this.runId = runId;
        this.coverage = coverage;
    }

    void begin() {
        added.clear();
        keptNow.clear();
    }

    /**
     * The former values of elements that this transaction has just changed, and so has locked. Whatever another attempt has
     * committed on them is visible by now.
     *
     * @param replaced what the elements had immediately before
     * @return by {@link #key}
     */
    Map<String, String> of(Transaction transaction, Collection<StoredElement> replaced) {
        lookAround(transaction);
        Set<String> nodes = replaced.stream()
                .map(FormerValues::key)
                .filter(nodeOf::containsKey)
                .map(nodeOf::get)
                .collect(Collectors.toCollection(TreeSet::new));
        Map<String, String> stored = nodes.isEmpty() ? Map.of() : read(transaction, nodes);
        Map<String, String> former = new HashMap<>();
        for (StoredElement each : replaced) {
            String key = key(each);
            String value = stored.get(key);
            former.put(
                    key,
                    value == null
                            ? added.computeIfAbsent(key, any -> FormerValue.json(each.labels(), each.properties()))
                            : value);
        }
        return former;
    }

    /** Which of these elements, which are locked, this run has changed before. */
    Set<String> changedByThisRun(Transaction transaction, Collection<StoredElement> locked) {
        lookAround(transaction);
        return locked.stream()
                .map(FormerValues::key)
                .filter(key -> nodeOf.containsKey(key) || added.containsKey(key))
                .collect(Collectors.toSet());
    }

    /** Each time, since an attempt that is being canceled may still commit, and so may a transaction without an answer. */
    private void lookAround(Transaction transaction) {
        for (Record node : transaction
                .run(LOOK, Map.of("run", runId, "known", List.copyOf(known)))
                .list()) {
            String id = node.get("id").asString();
            known.add(id);
            node.get("keys").asList(Value::asString).forEach(key -> nodeOf.put(key, id));
        }
    }

    private static Map<String, String> read(Transaction transaction, Set<String> nodes) {
        Map<String, String> values = new HashMap<>();
        for (Record node :
                transaction.run(READ, Map.of("ids", List.copyOf(nodes))).list()) {
            for (int i = 0; i < node.get("keys").size(); i++) {
                values.put(
                        node.get("keys").get(i).asString(),
                        node.get("values").get(i).asString());
            }
        }
        return values;
    }

    /** The ends too, since an edge of one uuid may be in two groups. Lengths keep odd uuids apart. */
    static String key(StoredElement element) {
        String key =
                "%s %d %s".formatted(element.kind().graphName(), element.uuid().length(), element.uuid());
        return element.ends() == null
                ? key
                : "%s %s %s"
                        .formatted(key, element.ends().source(), element.ends().target());
    }

    /** The last statement of the transaction. */
    void keep(Transaction transaction) {
        if (added.isEmpty()) {
            return;
        }
        List<String> keys = List.copyOf(added.keySet());
        List<Map<String, Object>> nodes = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += VALUES_IN_NODE) {
            List<String> some = keys.subList(from, Math.min(keys.size(), from + VALUES_IN_NODE));
            String id = UUID.randomUUID().toString();
            keptNow.add(id);
            nodes.add(Map.of(
                    "id",
                    id,
                    "keys",
                    some,
                    "values",
                    some.stream().map(added::get).toList()));
        }
        transaction.run(KEEP, Map.of("run", runId, "nodes", nodes)).consume();
    }

    void committed() {
        keptNow.forEach(id -> kept.put(id, coverage.next()));
        known.addAll(keptNow);
        int index = 0;
        for (String key : added.keySet()) {
            nodeOf.put(key, keptNow.get(index++ / VALUES_IN_NODE));
        }
    }

    /** A checkpoint is complete: the ledger has the former values of all before it. */
    void forget(long checkpoint, Target target) {
        List<String> covered = kept.entrySet().stream()
                .filter(node -> node.getValue() <= checkpoint)
                .map(Map.Entry::getKey)
                .toList();
        if (!covered.isEmpty()) {
            target.run(FORGET, Map.of("ids", covered));
            covered.forEach(kept::remove);
            covered.forEach(known::remove);
            nodeOf.values().removeAll(Set.copyOf(covered));
        }
    }
}
