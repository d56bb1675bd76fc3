package dev.graphiti.migrator.model;

import java.time.Instant;

/**
 * An edge that carries nothing but its ends: {@code MENTIONS} (episode to entity), {@code HAS_MEMBER} (community to
 * entity or community), {@code HAS_EPISODE} (saga to episode) or {@code NEXT_EPISODE} (earlier to later episode).
 */
public record StructuralEdge(
        ElementKind kind, String uuid, String groupId, String sourceNodeUuid, String targetNodeUuid, Instant createdAt)
        implements GraphElement {
    public StructuralEdge {
        if (kind.isNode() || kind == ElementKind.RELATES_TO) {
            throw new IllegalArgumentException(kind.graphName() + " is not a structural edge");
        }
        Checks.identity(kind, uuid, groupId);
        Checks.ends(kind, uuid, sourceNodeUuid, targetNodeUuid);
        Checks.time(kind, uuid, "created_at", createdAt);
    }

    @Override
    public long textSize() {
        return 0;
    }
}
