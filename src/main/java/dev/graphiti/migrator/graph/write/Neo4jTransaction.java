package dev.graphiti.migrator.graph.write;

import dev.graphiti.migrator.graph.Target;
import dev.graphiti.migrator.graph.lease.Fence;
import dev.graphiti.migrator.graph.write.BatchResult.Pending;
import dev.graphiti.migrator.graph.write.WriteOptions.OnExisting;
import dev.graphiti.migrator.model.ElementKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neo4j.driver.Session;
import org.neo4j.driver.Transaction;

/** The real {@link BatchTransaction}. */
public final class Neo4jTransaction implements BatchTransaction {
    private final Target target;
    private final Fence fence;
    private final OnExisting onExisting;
    private final EndpointLookup seek;
    private final CreationLog copies;
    private final FormerValues formerValues;
    private final KnownElements known;

    /** @param earlierStarts when the earlier runs of the same name have started */
    public Neo4jTransaction(
            Target target,
            Fence fence,
            OnExisting onExisting,
            EndpointLookup seek,
            CreationLog copies,
            FormerValues formerValues,
            Collection<Instant> earlierStarts) {
        this.target = target;
        this.fence = fence;
        this.onExisting = onExisting;
        this.seek = seek;
        this.copies = copies;
        this.formerValues = formerValues;
        this.known = KnownElements.of(earlierStarts);
    }

    @Override
    public List<BatchResult> write(List<Pending> batch) {
        List<BatchResult> results = new ArrayList<>(batch.size());
        copies.begin();
        formerValues.begin();
        TransactionNodeCache nodes = new TransactionNodeCache();
        try (Session session = target.session();
                Transaction transaction = begin(session)) {
            byKind(batch).forEach((kind, elements) -> {
                KindBatch ofKind = new KindBatch(kind, elements, seek, copies, formerValues, known, nodes);
                results.addAll(ofKind.write(transaction, onExisting));
            });
            copies.keep(transaction);
            formerValues.keep(transaction);
            transaction.commit();
        }
        copies.committed();
        formerValues.committed();
        return results;
    }

    private Transaction begin(Session session) {
        fence.open(session);
        Transaction transaction = session.beginTransaction(fence.settings());
        try {
            fence.pass(transaction);
            return transaction;
        } catch (RuntimeException e) {
            transaction.close();
            throw e;
        }
    }

    @Override
    public void renew() {
        try (Session session = target.session();
                Transaction transaction = begin(session)) {
            transaction.commit();
        }
    }

    @Override
    public Duration renewEvery() {
        return fence.renewEvery();
    }

    @Override
    public Map<String, String> names(Set<String> uuids) {
        Map<String, String> names = new HashMap<>();
        try (Session session = target.session()) {
            session.run(Statements.NAMES, Map.of("uuids", List.copyOf(uuids)))
                    .forEachRemaining(row -> names.put(
                            row.get("uuid").asString(), row.get("name").asString()));
        }
        return names;
    }

    private static Map<ElementKind, List<Pending>> byKind(List<Pending> batch) {
        Map<ElementKind, List<Pending>> byKind = new EnumMap<>(ElementKind.class);
        for (Pending pending : batch) {
            byKind.computeIfAbsent(pending.element().kind(), kind -> new ArrayList<>())
                    .add(pending);
        }
        return byKind;
    }

    @Override
    public void complete(long checkpoint) {
        copies.forget(checkpoint, target);
        formerValues.forget(checkpoint, target);
    }

    @Override
    public void close() {
        target.close();
    }
}
