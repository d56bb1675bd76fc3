package dev.graphiti.migrator.model;

import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A node or an edge of Graphiti's model. Its uuid is unique over all groups and kinds, and a function of the source. */
public sealed interface GraphElement extends Serializable
        permits EpisodicNode, EntityNode, CommunityNode, SagaNode, EntityEdge, StructuralEdge, CopiedElement {

    ElementKind kind();

    String uuid();

    String groupId();

    Instant createdAt();

    /** About how many bytes its texts and lists take, without its vector; cheap rather than exact. */
    long textSize();

    /** The text that its vector is made of; null or blank where it cannot have one. */
    default @Nullable String embeddableText() {
        return null;
    }

    /** Null where it has none. */
    default @Nullable Embedding vector() {
        return null;
    }

    /** The same element with another vector. */
    default GraphElement withVector(@Nullable Embedding vector) {
        throw new UnsupportedOperationException(kind().graphName() + " has no vector");
    }
}
