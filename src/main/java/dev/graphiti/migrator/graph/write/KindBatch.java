package dev.graphiti.migrator.graph.write;

import dev.graphiti.migrator.graph.read.StoredElement;
import dev.graphiti.migrator.graph.read.StoredValues;
import dev.graphiti.migrator.graph.write.BatchResult.Fate;
import dev.graphiti.migrator.graph.write.BatchResult.Pending;
import dev.graphiti.migrator.graph.write.BatchResult.Update;
import dev.graphiti.migrator.graph.write.WriteOptions.OnExisting;
import dev.graphiti.migrator.model.CopiedElement;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Result;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.Value;
import org.neo4j.driver.Values;
import org.neo4j.driver.summary.SummaryCounters;

/** The elements of one kind in a batch, on their way through the statements of {@link Statements}. */
final class KindBatch {
    private final ElementKind kind;
    private final List<Pending> elements;
    private final EndpointLookup seek;
    /** A run reads one source, which is another Graphiti graph, or is not. */
    private final boolean copies;

    private final CreationLog createdCopies;
    private final FormerValues formerValues;
    private final KnownElements knownElements;
    private final TransactionNodeCache nodes;
    private final Value[] rows;
    private final @Nullable BatchResult[] results;

    KindBatch(
            ElementKind kind,
            List<Pending> elements,
            EndpointLookup seek,
            CreationLog createdCopies,
            FormerValues formerValues,
            KnownElements knownElements,
            TransactionNodeCache nodes) {
        this.kind = kind;
        this.elements = elements;
        this.seek = seek;
        this.copies = elements.get(0).element() instanceof CopiedElement;
        this.createdCopies = createdCopies;
        this.formerValues = formerValues;
        this.knownElements = knownElements;
        this.nodes = nodes;
        this.rows = new Value[elements.size()];
        this.results = new BatchResult[elements.size()];
    }

    /** One result for each element, in their order. */
    List<BatchResult> write(Transaction transaction, OnExisting onExisting) {
        List<Integer> sought = new ArrayList<>(rows.length);
        Map<EdgeEndpoints.Seeks, List<Integer>> connected = new LinkedHashMap<>();
        Set<String> uuids = new HashSet<>();
        for (int i : inLockOrder()) {
            ElementRow row = elements.get(i).row();
            EdgeEndpoints ends = endsOfNew(row);
            if (ends != null && uuids.add(row.uuid())) {
                rows[i] = row(i, row, ends.source(), ends.target());
                connected
                        .computeIfAbsent(ends.seeks(), any -> new ArrayList<>())
                        .add(i);
            } else {
                // One that stands in the batch twice is there by then.
                rows[i] = row(i, row, row.sourceUuid(), row.targetUuid());
                sought.add(i);
            }
        }
        connected.forEach((seeks, some) -> connect(transaction, seeks, some));
        if (!sought.isEmpty()) {
            merge(transaction, sought, onExisting);
        }
        return settled();
    }

    private @Nullable EdgeEndpoints endsOfNew(ElementRow row) {
        return row.sourceUuid() == null || row.targetUuid() == null
                ? null
                : nodes.endsOfNew(kind, row.sourceUuid(), row.targetUuid(), seek);
    }

    /** Edges that cannot be there yet. */
    private void connect(Transaction transaction, EdgeEndpoints.Seeks seeks, List<Integer> some) {
        Result created = transaction.run(Statements.connect(kind, seeks), parameters(rows(some)));
        created.single()
                .get("ours")
                .values()
                .forEach(each -> settleOurs(each.get(0).asInt()));
    }

    private void merge(Transaction transaction, List<Integer> some, OnExisting onExisting) {
        String statement = copies ? Statements.copy(kind, seek) : Statements.create(kind, seek);
        Result merged = transaction.run(statement, parameters(rows(some)));
        Record outcome = merged.single();
        List<Integer> ours = indexes(outcome.get("ours"));
        List<Integer> others = indexes(outcome.get("others"));
        boolean created = copies || count(merged.consume().counters()) == ours.size();
        if (!created) {
            transaction.run(Statements.rewrite(kind), parameters(rows(ours))).consume();
        }
        if (kind.isNode()) {
            keepAtHand(outcome.get("ours"), created);
            keepAtHand(outcome.get("others"), false);
        }
        ours.forEach(this::settleOurs);
        if (copies && !others.isEmpty()) {
            settleOwn(transaction, others);
        }
        if (!others.isEmpty()) {
            settleOthers(transaction, others, onExisting);
        }
    }

    private static List<Integer> indexes(Value outcome) {
        List<Integer> indexes = new ArrayList<>(outcome.size());
        outcome.values().forEach(each -> indexes.add(each.get(0).asInt()));
        return indexes;
    }

    private void keepAtHand(Value outcome, boolean created) {
        for (Value each : outcome.values()) {
            String uuid = elements.get(each.get(0).asInt()).row().uuid();
            nodes.add(kind, uuid, each.get(1).asString(), created);
        }
    }

    private void settleOurs(int i) {
        settle(i, Fate.WRITTEN);
        if (copies) {
            createdCopies.created(elements.get(i));
        }
    }

    /** What was created; the rest of ours is a replay, or stands in the batch twice. */
    private int count(SummaryCounters counters) {
        return kind.isNode() ? counters.nodesCreated() : counters.relationshipsCreated();
    }

    /** What an attempt before this one has created is written again, as the ledger will tell of it. */
    private void settleOwn(Transaction transaction, List<Integer> others) {
        createdCopies.lookAround(transaction);
        List<Integer> own = others.stream()
                .filter(i -> createdCopies.includes(elements.get(i)))
                .toList();
        if (!own.isEmpty()) {
            transaction.run(Statements.copyAgain(kind), parameters(rows(own))).consume();
            own.forEach(i -> settle(i, Fate.WRITTEN));
            others.removeAll(own);
        }
    }

    private void settleOthers(Transaction transaction, List<Integer> others, OnExisting onExisting) {
        switch (onExisting) {
            case KEEP -> others.forEach(i -> settle(i, Fate.MERGED));
            case UPDATE -> update(transaction, others);
            case FAIL ->
                throw new MigratorException(
                        Fault.TARGET,
                        "%s %s is in the graph already and write.on-existing is 'fail'; nothing of its batch was written."
                                        .formatted(
                                                kind.graphName(),
                                                elements.get(others.get(0))
                                                        .element()
                                                        .uuid())
                                + " Choose 'keep' or 'update', or an empty target.");
        }
    }

    private void update(Transaction transaction, List<Integer> others) {
        Map<Boolean, List<Integer>> known = others.stream()
                .collect(Collectors.partitioningBy(i -> elements.get(i).lastStored() != null));
        putOver(transaction, Objects.requireNonNull(known.get(false)));
        revise(transaction, Objects.requireNonNull(known.get(true)));
    }

    private void putOver(Transaction transaction, List<Integer> some) {
        if (!some.isEmpty()) {
            Map<Integer, StoredElement> before = found(transaction, Statements.update(kind), some);
            Map<String, String> former = formerValues.of(transaction, before.values());
            before.forEach((i, element) ->
                    settleUpdated(i, element, former, elements.get(i).row().putOver(element)));
        }
    }

    /** Elements of an earlier run of the same name: those that others have changed since are kept. */
    private void revise(Transaction transaction, List<Integer> some) {
        if (some.isEmpty()) {
            return;
        }
        Map<Integer, StoredElement> found = found(transaction, Statements.lock(kind), some);
        Map<Integer, StoredElement> unchanged =
                knownElements.unchangedByOthers(transaction, found, elements, formerValues);
        found.keySet().stream().filter(i -> !unchanged.containsKey(i)).forEach(i -> settle(i, Fate.KEPT_CHANGED));
        Map<Integer, StoredElement> own = new LinkedHashMap<>(unchanged);
        own.values().removeIf(element -> !knownElements.isCreatedByUs(element));
        putOver(
                transaction,
                unchanged.keySet().stream().filter(i -> !own.containsKey(i)).toList());
        replace(transaction, own);
    }

    private void replace(Transaction transaction, Map<Integer, StoredElement> own) {
        if (own.isEmpty()) {
            return;
        }
        Map<String, String> former = formerValues.of(transaction, own.values());
        List<Value> changed = new ArrayList<>();
        own.forEach((i, before) -> {
            StoredElement now = knownElements.replaced(before, elements.get(i).row());
            Map<String, Value> row = new HashMap<>(rows[i].asMap(value -> value));
            row.put("props", properties(KnownElements.withoutVector(now)));
            row.put("dropped", list(KnownElements.dropped(before, now)));
            changed.add(Values.value(row));
            settleUpdated(i, before, former, now);
        });
        transaction.run(Statements.replace(kind), parameters(changed)).consume();
    }

    private Map<Integer, StoredElement> found(Transaction transaction, String statement, List<Integer> some) {
        Map<Integer, StoredElement> found = new LinkedHashMap<>();
        transaction
                .run(statement, parameters(rows(some)))
                .forEachRemaining(row -> found.put(row.get("i").asInt(), replaced(row)));
        return found;
    }

    private void settleUpdated(int i, StoredElement before, Map<String, String> former, StoredElement now) {
        String value = Objects.requireNonNull(former.get(FormerValues.key(before)));
        results[i] = new BatchResult(elements.get(i), Fate.UPDATED, null, new Update(value, now));
    }

    private StoredElement replaced(Record row) {
        StoredElement ours = elements.get(row.get("i").asInt()).row().stored();
        List<String> labels = new ArrayList<>(row.get("labels").asList(Value::asString));
        labels.remove(kind.graphName());
        return new StoredElement(kind, "", labels, StoredValues.properties(kind, row.get("before")), ours.ends());
    }

    private void settle(int i, Fate fate) {
        results[i] = new BatchResult(elements.get(i), fate);
    }

    /** What no statement has returned waits for its ends. */
    private List<BatchResult> settled() {
        for (int i = 0; i < results.length; i++) {
            if (results[i] == null) {
                settle(i, Fate.WAITING);
            }
        }
        return Arrays.stream(results).map(Objects::requireNonNull).toList();
    }

    /** Two writers which meet on the same nodes then lock them in the same order. */
    private List<Integer> inLockOrder() {
        List<Integer> order = new ArrayList<>(rows.length);
        String[] keys = new String[rows.length];
        for (int i = 0; i < rows.length; i++) {
            ElementRow row = elements.get(i).row();
            keys[i] = row.sourceUuid() == null ? row.uuid() : row.sourceUuid();
            order.add(i);
        }
        order.sort(Comparator.comparing(i -> keys[i]));
        return order;
    }

    private List<Value> rows(List<Integer> indexes) {
        return indexes.stream().map(i -> rows[i]).toList();
    }

    private static Value parameters(List<Value> rows) {
        return Values.parameters("rows", rows);
    }

    private static Value row(int index, ElementRow row, @Nullable String source, @Nullable String target) {
        Map<String, Object> parameter = new HashMap<>();
        parameter.put("i", index);
        parameter.put("uuid", row.uuid());
        parameter.put("props", properties(row.properties()));
        if (row.kind().isNode()) {
            parameter.put("labels", list(row.labels()));
        }
        if (row.embedding() != null) {
            parameter.put("vector", list(row.embedding().values()));
        }
        if (source != null && target != null) {
            parameter.put("source", source);
            parameter.put("target", target);
        }
        return Values.value(parameter);
    }

    private static Value properties(Map<String, Object> properties) {
        Map<String, Value> values = new HashMap<>(2 * properties.size());
        properties.forEach((name, value) ->
                values.put(name, value instanceof List<?> list ? list(list) : Values.value(value)));
        return Values.value(values);
    }

    // Lists are what the driver does by a stream, which takes several times as long.

    private static Value list(List<?> items) {
        Value[] values = new Value[items.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Values.value(items.get(i));
        }
        return Values.value(values);
    }

    private static Value list(float[] numbers) {
        Value[] values = new Value[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            values[i] = Values.value((double) numbers[i]);
        }
        return Values.value(values);
    }
}
