package dev.graphiti.migrator.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fact: {@code (:Entity)-[:RELATES_TO]->(:Entity)} within one group.
 *
 * @param name the predicate
 * @param fact one sentence, the only text of the fact that is embedded
 * @param episodes uuids of the episodes that support it; the first one is its creator
 * @param validAt when it became true; a fact without it can never be invalidated by Graphiti
 * @param invalidAt when it stopped being true
 * @param expiredAt when that was learnt; set whenever {@code invalidAt} is, which is Graphiti's own invariant
 * @param referenceTime {@code valid_at} of the first supporting episode
 * @param openSentence what {@code fact} is to become when the names of both ends are known; null if it is complete
 */
public record EntityEdge(
        String uuid,
        String groupId,
        String sourceNodeUuid,
        String targetNodeUuid,
        String name,
        String fact,
        List<String> episodes,
        PropertyMap attributes,
        Instant createdAt,
        @Nullable Instant validAt,
        @Nullable Instant invalidAt,
        @Nullable Instant expiredAt,
        @Nullable Instant referenceTime,
        @Nullable Embedding factEmbedding,
        @Nullable OpenSentence openSentence)
        implements GraphElement {
    public EntityEdge {
        Checks.identity(ElementKind.RELATES_TO, uuid, groupId);
        Checks.ends(ElementKind.RELATES_TO, uuid, sourceNodeUuid, targetNodeUuid);
        Checks.name(ElementKind.RELATES_TO, uuid, name);
        if (fact.isBlank()) {
            throw new IllegalArgumentException("RELATES_TO %s has no fact".formatted(uuid));
        }
        Checks.time(ElementKind.RELATES_TO, uuid, "created_at", createdAt);
        Checks.time(ElementKind.RELATES_TO, uuid, "valid_at", validAt);
        Checks.time(ElementKind.RELATES_TO, uuid, "invalid_at", invalidAt);
        Checks.time(ElementKind.RELATES_TO, uuid, "expired_at", expiredAt);
        Checks.time(ElementKind.RELATES_TO, uuid, "reference_time", referenceTime);
        if (invalidAt != null && expiredAt == null) {
            expiredAt = createdAt;
        }
        episodes = List.copyOf(episodes);
    }

    /** A fact whose sentence is complete. */
    public EntityEdge(
            String uuid,
            String groupId,
            String sourceNodeUuid,
            String targetNodeUuid,
            String name,
            String fact,
            List<String> episodes,
            PropertyMap attributes,
            Instant createdAt,
            @Nullable Instant validAt,
            @Nullable Instant invalidAt,
            @Nullable Instant expiredAt,
            @Nullable Instant referenceTime,
            @Nullable Embedding factEmbedding) {
        this(
                uuid,
                groupId,
                sourceNodeUuid,
                targetNodeUuid,
                name,
                fact,
                episodes,
                attributes,
                createdAt,
                validAt,
                invalidAt,
                expiredAt,
                referenceTime,
                factEmbedding,
                null);
    }

    /** The same fact with another sentence, which is complete or still open. */
    public EntityEdge withSentence(String sentence, @Nullable OpenSentence open) {
        return with(sentence, open, factEmbedding);
    }

    @Override
    public EntityEdge withVector(@Nullable Embedding embedding) {
        return with(fact, openSentence, embedding);
    }

    private EntityEdge with(String sentence, @Nullable OpenSentence open, @Nullable Embedding embedding) {
        return new EntityEdge(
                uuid,
                groupId,
                sourceNodeUuid,
                targetNodeUuid,
                name,
                sentence,
                episodes,
                attributes,
                createdAt,
                validAt,
                invalidAt,
                expiredAt,
                referenceTime,
                embedding,
                open);
    }

    @Override
    public ElementKind kind() {
        return ElementKind.RELATES_TO;
    }

    @Override
    public long textSize() {
        return (openSentence == null ? 1L : 2L) * fact.length()
                + attributes.size()
                + (long) ElementSize.BYTES_OF_UUID * episodes.size();
    }

    @Override
    public String embeddableText() {
        return fact;
    }

    @Override
    public @Nullable Embedding vector() {
        return factEmbedding;
    }
}
