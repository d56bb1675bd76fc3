package dev.graphiti.migrator.graph;

import dev.graphiti.migrator.graph.BatchResult.Fate;
import dev.graphiti.migrator.graph.BatchResult.Pending;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neo4j.driver.exceptions.Neo4jException;

/**
 * Does what a test tells it: fails some times, refuses every batch that holds one of some elements, lets edges wait, and
 * otherwise takes everything and remembers it.
 */
final class ScriptedTransaction implements BatchTransaction {
    private final Deque<RuntimeException> failures = new ArrayDeque<>();
    private final Map<String, Neo4jException> refused = new HashMap<>();
    private final Set<String> waiting = new HashSet<>();
    private final Map<String, BatchResult> fates = new HashMap<>();
    private final List<List<String>> attempts = new ArrayList<>();
    private final List<List<String>> written = new ArrayList<>();
    private boolean closed;

    /** The next call that would succeed or refuse fails instead. */
    synchronized ScriptedTransaction thenFail(RuntimeException failure) {
        failures.add(failure);
        return this;
    }

    synchronized ScriptedTransaction refusing(Neo4jException failure, Iterable<String> uuids) {
        uuids.forEach(uuid -> refused.put(uuid, failure));
        return this;
    }

    synchronized ScriptedTransaction letWait(String... uuids) {
        waiting.addAll(List.of(uuids));
        return this;
    }

    synchronized void waitNoLonger(String... uuids) {
        List.of(uuids).forEach(waiting::remove);
    }

    synchronized ScriptedTransaction settling(String uuid, Fate fate, String detail) {
        fates.put(uuid, new BatchResult(placeholder(), fate, detail));
        return this;
    }

    private static Pending placeholder() {
        return new Pending(
                dev.graphiti.migrator.testing.Elements.entity("placeholder"),
                dev.graphiti.migrator.testing.Elements.ORIGIN);
    }

    @Override
    public synchronized List<BatchResult> write(List<Pending> batch) {
        List<String> uuids =
                batch.stream().map(pending -> pending.element().uuid()).toList();
        attempts.add(uuids);
        if (!failures.isEmpty()) {
            throw failures.remove();
        }
        for (String uuid : uuids) {
            if (refused.containsKey(uuid)) {
                throw refused.get(uuid);
            }
        }
        written.add(uuids);
        return batch.stream().map(this::result).toList();
    }

    private BatchResult result(Pending pending) {
        String uuid = pending.element().uuid();
        if (waiting.contains(uuid)) {
            return new BatchResult(pending, Fate.WAITING, null);
        }
        BatchResult scripted = fates.get(uuid);
        return scripted == null
                ? new BatchResult(pending, Fate.WRITTEN, null)
                : new BatchResult(pending, scripted.fate(), scripted.detail());
    }

    /** Every batch that came, by its uuids. */
    synchronized List<List<String>> attempts() {
        return List.copyOf(attempts);
    }

    /** Every batch that was taken, by its uuids. */
    synchronized List<List<String>> written() {
        return List.copyOf(written);
    }

    synchronized boolean closed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
