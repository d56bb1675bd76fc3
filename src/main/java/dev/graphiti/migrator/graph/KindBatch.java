package dev.graphiti.migrator.graph;

import dev.graphiti.migrator.graph.BatchResult.Fate;
import dev.graphiti.migrator.graph.BatchResult.Pending;
import dev.graphiti.migrator.graph.WriteOptions.OnExisting;
import dev.graphiti.migrator.model.CopiedElement;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private final EndSeek seek;
    /** A run reads one source, which is another Graphiti graph, or is not. */
    private final boolean copies;

    private final CreatedCopies createdCopies;
    private final Value[] rows;
    private final @Nullable BatchResult[] results;

    KindBatch(ElementKind kind, List<Pending> elements, EndSeek seek, CreatedCopies createdCopies) {
        this.kind = kind;
        this.elements = elements;
        this.seek = seek;
        this.copies = elements.get(0).element() instanceof CopiedElement;
        this.createdCopies = createdCopies;
        this.rows = new Value[elements.size()];
        this.results = new BatchResult[elements.size()];
    }

    /** One result for each element, in their order. */
    List<BatchResult> write(Transaction transaction, OnExisting onExisting) {
        String statement = copies ? Statements.copy(kind, seek) : Statements.create(kind, seek);
        Result created = transaction.run(statement, parameters(rowsInLockOrder()));
        Record outcome = created.single();
        List<Integer> ours = outcome.get("ours").asList(Value::asInt);
        List<Integer> others = new ArrayList<>(outcome.get("others").asList(Value::asInt));
        if (count(created.consume().counters()) < ours.size() && !copies) {
            transaction.run(Statements.rewrite(kind), parameters(rows(ours))).consume();
        }
        ours.forEach(i -> settle(i, Fate.WRITTEN, null));
        if (copies) {
            ours.forEach(i -> createdCopies.created(elements.get(i)));
        }
        if (copies && !others.isEmpty()) {
            settleOwn(transaction, others);
        }
        if (!others.isEmpty()) {
            settleOthers(transaction, others, onExisting);
        }
        return settled();
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
            own.forEach(i -> settle(i, Fate.WRITTEN, null));
            others.removeAll(own);
        }
    }

    private void settleOthers(Transaction transaction, List<Integer> others, OnExisting onExisting) {
        switch (onExisting) {
            case KEEP -> others.forEach(i -> settle(i, Fate.MERGED, null));
            case UPDATE -> {
                Result updated = transaction.run(Statements.update(kind), parameters(rows(others)));
                while (updated.hasNext()) {
                    Record row = updated.next();
                    settle(row.get("i").asInt(), Fate.UPDATED, PropertiesJson.of(row.get("before")));
                }
            }
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

    private void settle(int i, Fate fate, @Nullable String detail) {
        results[i] = new BatchResult(elements.get(i), fate, detail);
    }

    /** What no statement has returned waits for its ends. */
    private List<BatchResult> settled() {
        for (int i = 0; i < results.length; i++) {
            if (results[i] == null) {
                settle(i, Fate.WAITING, null);
            }
        }
        return Arrays.stream(results).map(Objects::requireNonNull).toList();
    }

    /** Two writers which meet on the same nodes then lock them in the same order. */
    private List<Value> rowsInLockOrder() {
        List<Integer> order = new ArrayList<>(rows.length);
        String[] keys = new String[rows.length];
        for (int i = 0; i < rows.length; i++) {
            ElementRow row = elements.get(i).row();
            rows[i] = row(i, row);
            keys[i] = row.sourceUuid() == null ? row.uuid() : row.sourceUuid();
            order.add(i);
        }
        order.sort(Comparator.comparing(i -> keys[i]));
        return rows(order);
    }

    private List<Value> rows(List<Integer> indexes) {
        return indexes.stream().map(i -> rows[i]).toList();
    }

    private static Value parameters(List<Value> rows) {
        return Values.parameters("rows", rows);
    }

    private static Value row(int index, ElementRow row) {
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
        if (row.sourceUuid() != null) {
            parameter.put("source", row.sourceUuid());
            parameter.put("target", row.targetUuid());
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
