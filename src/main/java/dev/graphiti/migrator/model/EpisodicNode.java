package dev.graphiti.migrator.model;

import java.time.Instant;
import java.util.List;

/**
 * An episode: raw input, as it came.
 *
 * @param entityEdges uuids of the facts that the episode supports
 * @param validAt when what it tells happened
 */
public record EpisodicNode(
        String uuid,
        String groupId,
        String name,
        EpisodeSource source,
        String sourceDescription,
        String content,
        List<String> entityEdges,
        Instant createdAt,
        Instant validAt)
        implements GraphElement {
    public EpisodicNode {
        Checks.identity(ElementKind.EPISODIC, uuid, groupId);
        Checks.time(ElementKind.EPISODIC, uuid, "created_at", createdAt);
        Checks.time(ElementKind.EPISODIC, uuid, "valid_at", validAt);
        entityEdges = List.copyOf(entityEdges);
    }

    @Override
    public ElementKind kind() {
        return ElementKind.EPISODIC;
    }

    @Override
    public long textSize() {
        return content.length() + (long) ElementSize.BYTES_OF_UUID * entityEdges.size();
    }
}
