package dev.graphiti.migrator.graph;

import dev.graphiti.migrator.graph.BatchResult.Fate;
import dev.graphiti.migrator.graph.BatchResult.Pending;
import dev.graphiti.migrator.graph.WriteOptions.OnExisting;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.Record;
import org.neo4j.driver.Result;
import org.neo4j.driver.Session;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.Value;
import org.neo4j.driver.Values;

/** The real {@link BatchTransaction}. */
final class Neo4jTransaction implements BatchTransaction {
    private final Target target;
    private final OnExisting onExisting;
    private final Map<ElementKind, String> statements = new EnumMap<>(ElementKind.class);

    Neo4jTransaction(Target target, OnExisting onExisting) {
        this.target = target;
        this.onExisting = onExisting;
        for (ElementKind kind : ElementKind.values()) {
            statements.put(kind, Statements.of(kind, onExisting));
        }
    }

    @Override
    public List<BatchResult> write(List<Pending> batch) {
        List<BatchResult> results = new ArrayList<>(batch.size());
        try (Session session = target.session();
                Transaction transaction = session.beginTransaction()) {
            byKind(batch).forEach((kind, elements) -> write(transaction, kind, elements, results));
            transaction.commit();
        }
        return results;
    }

    private static Map<ElementKind, List<Pending>> byKind(List<Pending> batch) {
        Map<ElementKind, List<Pending>> byKind = new EnumMap<>(ElementKind.class);
        for (Pending pending : batch) {
            byKind.computeIfAbsent(pending.element().kind(), kind -> new ArrayList<>())
                    .add(pending);
        }
        return byKind;
    }

    private void write(Transaction transaction, ElementKind kind, List<Pending> elements, List<BatchResult> results) {
        List<ElementRow> rows = new ArrayList<>(elements.size());
        elements.forEach(pending -> rows.add(ElementRow.of(pending.element())));
        Result result = transaction.run(statements.get(kind), Values.parameters("rows", parameters(rows)));
        boolean[] returned = new boolean[rows.size()];
        while (result.hasNext()) {
            Record row = result.next();
            int i = row.get("i").asInt();
            returned[i] = true;
            results.add(result(elements.get(i), row));
        }
        for (int i = 0; i < returned.length; i++) {
            if (!returned[i]) {
                results.add(new BatchResult(elements.get(i), Fate.WAITING, null));
            }
        }
    }

    private BatchResult result(Pending pending, Record row) {
        if (row.get("ours").isTrue()) {
            return new BatchResult(pending, Fate.WRITTEN, null);
        }
        return switch (onExisting) {
            case KEEP -> new BatchResult(pending, Fate.MERGED, null);
            case UPDATE -> new BatchResult(pending, Fate.UPDATED, PropertiesJson.of(row.get("before")));
            case FAIL ->
                throw new MigratorException(
                        Fault.TARGET,
                        "%s %s is in the graph already and write.on-existing is 'fail'; nothing of its batch was written."
                                        .formatted(
                                                pending.element().kind().graphName(),
                                                pending.element().uuid())
                                + " Choose 'keep' or 'update', or an empty target.");
        };
    }

    /** Sorted, so that two writers which meet on the same nodes lock them in the same order. */
    private static Value parameters(List<ElementRow> rows) {
        List<Integer> order = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparing(i -> lockKey(rows.get(i))));
        Value[] values = new Value[rows.size()];
        for (int i = 0; i < values.length; i++) {
            int index = order.get(i);
            values[i] = parameter(index, rows.get(index));
        }
        return Values.value(values);
    }

    private static String lockKey(ElementRow row) {
        return row.sourceUuid() == null ? row.uuid() : row.sourceUuid();
    }

    private static Value parameter(int index, ElementRow row) {
        Map<String, Object> parameter = new HashMap<>();
        parameter.put("i", index);
        parameter.put("uuid", row.uuid());
        parameter.put("props", row.properties());
        if (row.kind() == ElementKind.ENTITY) {
            parameter.put("labels", row.labels());
        }
        if (row.embedding() != null) {
            parameter.put("vector", row.embedding().values());
        }
        if (row.sourceUuid() != null) {
            parameter.put("source", row.sourceUuid());
            parameter.put("target", row.targetUuid());
        }
        return Values.value(parameter);
    }

    @Override
    public void close() {
        target.close();
    }
}
