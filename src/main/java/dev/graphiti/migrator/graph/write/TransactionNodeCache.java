package dev.graphiti.migrator.graph.write;

import dev.graphiti.migrator.model.ElementKind;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The nodes that a transaction has met so far. An edge between them needs no look into an index: they are known by their
 * element ids, which hold within a transaction, and where one of them is new, no edge of it can be there yet.
 */
final class TransactionNodeCache {
    private record Node(String elementId, boolean created) {}

    private final Map<ElementKind, Map<String, Node>> nodes = new EnumMap<>(ElementKind.class);

    /** @param created whether by this transaction */
    void add(ElementKind kind, String uuid, String elementId, boolean created) {
        nodes.computeIfAbsent(kind, any -> new HashMap<>()).put(uuid, new Node(elementId, created));
    }

    /**
     * The ends of an edge one of which this transaction has created; null for any other.
     *
     * @param seek what finds an end that is not at hand
     */
    @Nullable
    EdgeEndpoints endsOfNew(ElementKind kind, String sourceUuid, String targetUuid, EndpointLookup seek) {
        Node source = find(kind.sources(), sourceUuid);
        Node target = find(kind.targets(), targetUuid);
        if (!isNew(source) && !isNew(target)) {
            return null;
        }
        return new EdgeEndpoints(
                new EdgeEndpoints.Seeks(seek(source, seek), seek(target, seek)),
                source == null ? sourceUuid : source.elementId(),
                target == null ? targetUuid : target.elementId());
    }

    private @Nullable Node find(Set<ElementKind> kinds, String uuid) {
        for (ElementKind kind : kinds) {
            Map<String, Node> ofKind = nodes.get(kind);
            Node node = ofKind == null ? null : ofKind.get(uuid);
            if (node != null) {
                return node;
            }
        }
        return null;
    }

    private static boolean isNew(@Nullable Node node) {
        return node != null && node.created();
    }

    private static EndpointLookup seek(@Nullable Node node, EndpointLookup otherwise) {
        return node == null ? otherwise : EndpointLookup.AT_HAND;
    }
}
