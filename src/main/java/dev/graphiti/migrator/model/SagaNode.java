package dev.graphiti.migrator.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A chain of episodes, found by its name and group. */
public record SagaNode(
        String uuid,
        String groupId,
        String name,
        String summary,
        @Nullable String firstEpisodeUuid,
        @Nullable String lastEpisodeUuid,
        @Nullable Instant lastSummarizedAt,
        @Nullable Instant lastSummarizedEpisodeValidAt,
        Instant createdAt)
        implements GraphElement {
    public SagaNode {
        Checks.identity(ElementKind.SAGA, uuid, groupId);
        Checks.name(ElementKind.SAGA, uuid, name);
        Checks.time(ElementKind.SAGA, uuid, "created_at", createdAt);
        Checks.time(ElementKind.SAGA, uuid, "last_summarized_at", lastSummarizedAt);
        Checks.time(ElementKind.SAGA, uuid, "last_summarized_episode_valid_at", lastSummarizedEpisodeValidAt);
    }

    @Override
    public ElementKind kind() {
        return ElementKind.SAGA;
    }

    @Override
    public long textSize() {
        return (long) name.length() + summary.length();
    }
}
