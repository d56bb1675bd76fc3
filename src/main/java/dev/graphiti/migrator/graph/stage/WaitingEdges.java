package dev.graphiti.migrator.graph.stage;

import dev.graphiti.migrator.model.GraphElement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.util.function.RunnableWithException;
import org.apache.flink.util.function.ThrowingConsumer;

/**
 * The edges of a subtask that wait, in state by their group. However many there are, and be they all of one group, only
 * the places of some that are settled are in memory.
 */
final class WaitingEdges {
    /** A group may have more than memory should hold; the others are for the next walk. */
    static final int SETTLED_AT_ONCE = 50_000;

    /** Where an edge waits. */
    private record Place(String groupId, String uuid) {}

    private final KeyedStateBackend<String> backend;
    private final MapStateDescriptor<String, WaitingEdge> descriptor;
    private final MapState<String, WaitingEdge> edges;
    private final AtomicLong count;
    private final List<Place> settled = new ArrayList<>();
    private boolean cutShort;

    /**
     * Finds what was restored.
     *
     * @param count is kept at the number of edges
     */
    WaitingEdges(
            KeyedStateBackend<String> backend,
            MapStateDescriptor<String, WaitingEdge> descriptor,
            MapState<String, WaitingEdge> edges,
            AtomicLong count)
            throws Exception {
        this.backend = backend;
        this.descriptor = descriptor;
        this.edges = edges;
        this.count = count;
        forEachGroup(() -> {
            for (String ignored : edges.keys()) {
                count.incrementAndGet();
            }
        });
    }

    /** Adds an edge of the current key's group; once, however often it comes. */
    void add(WaitingEdge edge) throws Exception {
        if (!edges.contains(edge.uuid())) {
            count.incrementAndGet();
        }
        edges.put(edge.uuid(), edge);
    }

    /** Walks over the edges, and forgets on its way those that get settled. */
    void forEach(ThrowingConsumer<WaitingEdge, Exception> what) throws Exception {
        cutShort = false;
        forEachGroup(() -> {
            for (WaitingEdge edge : edges.values()) {
                what.accept(edge);
                if (settled.size() >= SETTLED_AT_ONCE) {
                    cutShort = true;
                    break;
                }
            }
            forgetSettled();
        });
    }

    /** Whether the last walk has left some out. */
    boolean wasCutShort() {
        return cutShort;
    }

    void settled(GraphElement edge) {
        settled.add(new Place(edge.groupId(), edge.uuid()));
    }

    /** Not amid the edges of a group, where a removal would disturb the walk. */
    void forgetSettled() throws Exception {
        for (Place place : settled) {
            backend.setCurrentKey(place.groupId());
            edges.remove(place.uuid());
            count.decrementAndGet();
        }
        settled.clear();
    }

    /** Groups may come to lose their edges meanwhile: a backend that this would disturb walks over a copy of their names. */
    private void forEachGroup(RunnableWithException what) throws Exception {
        backend.applyToAllKeys(
                VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, descriptor, (group, state) -> what.run());
    }
}
