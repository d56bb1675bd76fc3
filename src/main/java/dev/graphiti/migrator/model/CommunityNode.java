package dev.graphiti.migrator.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A cluster of entities. Graphiti keeps no further attributes on it. */
public record CommunityNode(
        String uuid,
        String groupId,
        String name,
        String summary,
        Instant createdAt,
        @Nullable Embedding nameEmbedding) implements GraphElement {
    public CommunityNode {
        Checks.identity(ElementKind.COMMUNITY, uuid, groupId);
        Checks.name(ElementKind.COMMUNITY, uuid, name);
        Checks.time(ElementKind.COMMUNITY, uuid, "created_at", createdAt);
    }

    @Override
    public CommunityNode withVector(@Nullable Embedding embedding) {
        return new CommunityNode(uuid, groupId, name, summary, createdAt, embedding);
    }

    @Override
    public ElementKind kind() {
        return ElementKind.COMMUNITY;
    }

    @Override
    public long textSize() {
        return (long) name.length() + summary.length();
    }

    @Override
    public String embeddableText() {
        return name;
    }

    @Override
    public @Nullable Embedding vector() {
        return nameEmbedding;
    }
}
