package dev.graphiti.migrator.graph.write;

import dev.graphiti.migrator.graph.write.BatchResult.Fate;
import dev.graphiti.migrator.graph.write.BatchResult.Pending;
import dev.graphiti.migrator.graph.write.BatchResult.Update;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.exceptions.Neo4jException;

/**
 * Does what a test tells it: fails some times, refuses every batch that holds one of some elements, lets edges wait, holds
 * a batch until it is released, and otherwise takes everything and remembers it.
 */
public final class ScriptedTransaction implements BatchTransaction {
    private final Deque<Runnable> failures = new ArrayDeque<>();
    private final Map<String, Neo4jException> refused = new HashMap<>();
    private final Set<String> waiting = new HashSet<>();
    private final Map<String, Scripted> fates = new HashMap<>();
    private final Semaphore gate = new Semaphore(Integer.MAX_VALUE);
    private final Semaphore begun = new Semaphore(0);
    private final List<List<String>> attempts = new ArrayList<>();
    private final List<List<String>> written = new ArrayList<>();
    private final List<Long> completed = new ArrayList<>();
    private boolean closed;

    private record Scripted(Fate fate, @Nullable String detail) {}

    /** The next call that would succeed or refuse fails instead. */
    public synchronized ScriptedTransaction thenFail(RuntimeException failure) {
        failures.add(() -> {
            throw failure;
        });
        return this;
    }

    public synchronized ScriptedTransaction thenFail(Error failure) {
        failures.add(() -> {
            throw failure;
        });
        return this;
    }

    public synchronized ScriptedTransaction refusing(Neo4jException failure, Iterable<String> uuids) {
        uuids.forEach(uuid -> refused.put(uuid, failure));
        return this;
    }

    public synchronized ScriptedTransaction letWait(String... uuids) {
        waiting.addAll(List.of(uuids));
        return this;
    }

    public synchronized void waitNoLonger(String... uuids) {
        List.of(uuids).forEach(waiting::remove);
    }

    public synchronized ScriptedTransaction settling(String uuid, Fate fate, @Nullable String detail) {
        fates.put(uuid, new Scripted(fate, detail));
        return this;
    }

    /** Whether a batch that comes is held until it is released. */
    public void hold(boolean held) {
        gate.drainPermits();
        if (!held) {
            gate.release(Integer.MAX_VALUE);
        }
    }

    /** Waits until one more batch has come, also one that is held. */
    public void awaitBatch() throws InterruptedException {
        begun.acquire();
    }

    /** The node that is called {@code gone} is not there. */
    @Override
    public Map<String, String> names(Set<String> uuids) {
        Map<String, String> names = new HashMap<>();
        uuids.stream().filter(uuid -> !uuid.equals("gone")).forEach(uuid -> names.put(uuid, "name of " + uuid));
        return names;
    }

    @Override
    public List<BatchResult> write(List<Pending> batch) {
        begun.release();
        gate.acquireUninterruptibly();
        return takeOrFail(batch);
    }

    private synchronized List<BatchResult> takeOrFail(List<Pending> batch) {
        List<String> uuids =
                batch.stream().map(pending -> pending.element().uuid()).toList();
        attempts.add(uuids);
        if (!failures.isEmpty()) {
            failures.remove().run();
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
            return new BatchResult(pending, Fate.WAITING);
        }
        Scripted scripted = fates.getOrDefault(uuid, new Scripted(Fate.WRITTEN, null));
        return scripted.fate() == Fate.UPDATED
                ? new BatchResult(
                        pending,
                        Fate.UPDATED,
                        null,
                        new Update(
                                String.valueOf(scripted.detail()), pending.row().stored()))
                : new BatchResult(pending, scripted.fate(), scripted.detail(), null);
    }

    /** Every batch that came, by its uuids. */
    public synchronized List<List<String>> attempts() {
        return List.copyOf(attempts);
    }

    /** Every batch that was taken, by its uuids. */
    public synchronized List<List<String>> written() {
        return List.copyOf(written);
    }

    @Override
    public synchronized void complete(long checkpoint) {
        completed.add(checkpoint);
    }

    /** The checkpoints that it was told to be complete. */
    public synchronized List<Long> completed() {
        return List.copyOf(completed);
    }

    public synchronized boolean closed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
