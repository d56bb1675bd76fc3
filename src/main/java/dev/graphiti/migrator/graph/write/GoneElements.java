package dev.graphiti.migrator.graph.write;

import dev.graphiti.migrator.graph.Target;
import dev.graphiti.migrator.graph.fingerprint.ElementHash;
import dev.graphiti.migrator.graph.read.StoredElement;
import dev.graphiti.migrator.graph.read.StoredElement.Ends;
import dev.graphiti.migrator.graph.read.StoredValues;
import dev.graphiti.migrator.graph.write.WriteOptions.OnGone;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.neo4j.FormerValue;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.TransactionContext;
import org.neo4j.driver.Value;
import org.neo4j.driver.exceptions.Neo4jException;

/**
 * Expires or removes elements that runs of one name have created and that the source no longer has. What others have changed
 * or refer to stays as it is. The transaction that changes an element stores its former value too, so that a repeated call
 * returns what an interrupted one has done.
 */
public final class GoneElements {
    private static final String LOOK = "MATCH (f:MigrationFormerValues {run_id: $run}) WHERE NOT f.id IN $known"
            + " RETURN f.id AS id, f.keys AS keys";
    private static final String READ = "MATCH (f:MigrationFormerValues) WHERE f.id IN $ids"
            + " UNWIND range(0, size(f.keys) - 1) AS i WITH f.keys[i] AS key, f.values[i] AS value"
            + " WHERE key IN $keys RETURN key, value";
    private static final String KEEP =
            "CREATE (f:MigrationFormerValues {run_id: $run, id: $id, keys: $keys, values: $values})";
    private static final String FORGET = "MATCH (f:MigrationFormerValues {run_id: $run}) DELETE f";

    private final Target target;
    private final String runId;
    private final KnownElements known;
    private final OffsetDateTime end;
    private final OnGone onGone;
    private final ElementHash hash = new ElementHash();
    /** The nodes of former values, by the key of their element. */
    private final Map<String, String> nodeOf = new HashMap<>();

    private final Set<String> nodes = new TreeSet<>();

    /**
     * For the elements of one run.
     *
     * @param starts when this and the earlier runs of the name have started
     * @param end when the facts stop being valid: the start of the run
     */
    public GoneElements(Target target, String runId, List<Instant> starts, Instant end, OnGone onGone) {
        this.target = target;
        this.runId = runId;
        this.known = KnownElements.of(starts);
        this.end = end.atOffset(ZoneOffset.UTC);
        this.onGone = onGone;
    }

    /**
     * An element that the source no longer has.
     *
     * @param storedHash of all that the last run has left of it
     */
    public record Gone(ElementKind kind, String uuid, String groupId, String storedHash) {
        String key() {
            return "gone %s %s %s".formatted(kind.graphName(), uuid, groupId);
        }
    }

    /** What became of an element. */
    public enum Fate {
        REMOVED,
        EXPIRED,
        /** A fact that has ended already, or an element that does not expire. */
        NOTHING_TO_DO,
        /** Others have changed it since the last run. */
        CHANGED_BY_OTHERS,
        /** Others have created it. */
        CREATED_BY_OTHERS,
        /** A run without this name has met it in its source. */
        MET_BY_OTHER_RUNS,
        /** Others refer to it. */
        REFERENCED,
        /** Others have removed it. */
        NOT_IN_GRAPH;

        /** As a person would say it. */
        public String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * What became of one element.
     *
     * @param former what it had before, if it was removed or has expired; else null
     * @param now what it has since, if it has expired; else null
     */
    public record Settled(
            Gone gone,
            Fate fate,
            @Nullable String former,
            @Nullable StoredElement now) {
        Settled(Gone gone, Fate fate) {
            this(gone, fate, null, null);
        }
    }

    /** Works on elements of one kind in one transaction. Edges come before the nodes that they connect. */
    public List<Settled> settle(ElementKind kind, List<Gone> batch) {
        try (Session session = target.session()) {
            return session.executeWrite(transaction -> new Batch(transaction, kind, batch).settle());
        } catch (Neo4jException e) {
            throw target.explained(e);
        }
    }

    /** The ledger holds the former values of all. */
    public void forget() {
        target.run(FORGET, Map.of("run", runId));
    }

    /** One transaction, which may be tried several times. */
    private final class Batch {
        private final TransactionContext transaction;
        private final ElementKind kind;
        private final List<Gone> elements;
        private final Map<Integer, Settled> settled = new TreeMap<>();
        private final Map<String, String> added = new LinkedHashMap<>();

        Batch(TransactionContext transaction, ElementKind kind, List<Gone> elements) {
            this.transaction = transaction;
            this.kind = kind;
            this.elements = elements;
        }

        List<Settled> settle() {
            List<Integer> changed = new ArrayList<>();
            Map<Integer, Record> found = new LinkedHashMap<>();
            transaction
                    .run(lock(kind), Map.of("rows", rows(all())))
                    .forEachRemaining(row -> found.put(row.get("i").asInt(), row));
            Map<String, String> earlier = earlier();
            for (int i = 0; i < elements.size(); i++) {
                Record row = found.get(i);
                Gone gone = elements.get(i);
                String former = earlier.get(gone.key());
                if (row == null) {
                    put(
                            former == null
                                    ? new Settled(gone, Fate.NOT_IN_GRAPH)
                                    : new Settled(gone, Fate.REMOVED, former, null),
                            i);
                } else if (former != null) {
                    put(new Settled(gone, Fate.EXPIRED, former, element(row)), i);
                } else if (decide(i, gone, row)) {
                    changed.add(i);
                }
            }
            if (!changed.isEmpty()) {
                transaction
                        .run(onGone == OnGone.REMOVE ? remove(kind) : expire(kind), parameters(changed))
                        .consume();
                keep();
            }
            return List.copyOf(settled.values());
        }

        private void put(Settled one, int i) {
            settled.put(i, one);
        }

        private List<Integer> all() {
            List<Integer> all = new ArrayList<>();
            for (int i = 0; i < elements.size(); i++) {
                all.add(i);
            }
            return all;
        }

        /** Whether the element is to be changed. */
        private boolean decide(int i, Gone gone, Record row) {
            StoredElement element = element(row);
            Fate stays = stays(gone, element, row.get("edges").asInt());
            if (stays != null) {
                put(new Settled(gone, stays), i);
                return false;
            }
            String former = FormerValue.json(element.labels(), element.properties());
            added.put(gone.key(), former);
            put(
                    onGone == OnGone.REMOVE
                            ? new Settled(gone, Fate.REMOVED, former, null)
                            : new Settled(gone, Fate.EXPIRED, former, expired(element)),
                    i);
            return true;
        }

        private @Nullable Fate stays(Gone gone, StoredElement element, int edges) {
            if (!known.isCreatedByUs(element)) {
                return Fate.CREATED_BY_OTHERS;
            }
            if (onGone == OnGone.EXPIRE && (kind != ElementKind.RELATES_TO || hasEnded(element))) {
                return Fate.NOTHING_TO_DO;
            }
            if (!hash.of(element).toString().equals(gone.storedHash())) {
                return Fate.CHANGED_BY_OTHERS;
            }
            return edges > 0 ? Fate.REFERENCED : null;
        }

        private boolean hasEnded(StoredElement fact) {
            return fact.properties().get("invalid_at") instanceof ZonedDateTime time
                    && !time.toInstant().isAfter(end.toInstant());
        }

        private StoredElement expired(StoredElement fact) {
            Map<String, Object> properties = new TreeMap<>(fact.properties());
            properties.put("invalid_at", end);
            properties.putIfAbsent("expired_at", end);
            return new StoredElement(kind, "", List.of(), properties, fact.ends());
        }

        private StoredElement element(Record row) {
            List<String> labels = new ArrayList<>(row.get("labels").asList(Value::asString));
            labels.remove(kind.graphName());
            Ends ends = kind.isNode()
                    ? null
                    : new Ends(row.get("source").asObject(), row.get("target").asObject());
            return new StoredElement(kind, "", labels, StoredValues.properties(kind, row.get("before")), ends);
        }

        /** Former values of elements that an interrupted call has changed. */
        private Map<String, String> earlier() {
            for (Record node : transaction
                    .run(LOOK, Map.of("run", runId, "known", List.copyOf(nodes)))
                    .list()) {
                String id = node.get("id").asString();
                nodes.add(id);
                node.get("keys").asList(Value::asString).forEach(key -> nodeOf.put(key, id));
            }
            List<String> keys =
                    elements.stream().map(Gone::key).filter(nodeOf::containsKey).toList();
            Map<String, String> values = new HashMap<>();
            if (!keys.isEmpty()) {
                List<String> ids = keys.stream().map(nodeOf::get).distinct().toList();
                transaction
                        .run(READ, Map.of("ids", ids, "keys", keys))
                        .forEachRemaining(row -> values.put(
                                row.get("key").asString(), row.get("value").asString()));
            }
            return values;
        }

        private void keep() {
            transaction
                    .run(
                            KEEP,
                            Map.of(
                                    "run",
                                    runId,
                                    "id",
                                    UUID.randomUUID().toString(),
                                    "keys",
                                    List.copyOf(added.keySet()),
                                    "values",
                                    List.copyOf(added.values())))
                    .consume();
        }

        private Map<String, Object> parameters(List<Integer> indexes) {
            return Map.of("rows", rows(indexes), "end", end);
        }

        private List<Map<String, Object>> rows(List<Integer> indexes) {
            return indexes.stream()
                    .<Map<String, Object>>map(i -> Map.of(
                            "i",
                            i,
                            "uuid",
                            elements.get(i).uuid(),
                            "group",
                            elements.get(i).groupId()))
                    .toList();
        }
    }

    private static String lock(ElementKind kind) {
        return kind.isNode()
                ? match(kind) + " SET x.uuid = row.uuid WITH row, x"
                        + " RETURN row.i AS i, properties(x) AS before, labels(x) AS labels, COUNT { (x)--() } AS edges"
                : match(kind) + " SET x.uuid = row.uuid WITH row, a, x, b"
                        + " RETURN row.i AS i, properties(x) AS before, [] AS labels, 0 AS edges,"
                        + " a.uuid AS source, b.uuid AS target";
    }

    private static String remove(ElementKind kind) {
        return match(kind) + " DELETE x";
    }

    private static String expire(ElementKind kind) {
        return match(kind) + " SET x.invalid_at = $end, x.expired_at = coalesce(x.expired_at, $end)";
    }

    private static String match(ElementKind kind) {
        return "UNWIND $rows AS row MATCH "
                + (kind.isNode() ? "(x:%s {uuid: row.uuid})" : "(a)-[x:%s {uuid: row.uuid}]->(b)")
                        .formatted(kind.graphName())
                + " WHERE x.group_id = row.group";
    }
}
