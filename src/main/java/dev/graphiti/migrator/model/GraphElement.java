package dev.graphiti.migrator.model;

import java.io.Serializable;
import java.time.Instant;

/** A node or an edge of Graphiti's model. Its uuid is unique over all groups and kinds, and a function of the source. */
public sealed interface GraphElement extends Serializable
        permits EpisodicNode, EntityNode, CommunityNode, SagaNode, EntityEdge, StructuralEdge, CopiedElement {

    ElementKind kind();

    String uuid();

    String groupId();

    Instant createdAt();
}
