package dev.graphiti.migrator.model;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every kind of node and edge that Graphiti keeps in Neo4j, in the order in which a batch writes them. */
public enum ElementKind {
    EPISODIC("Episodic", true),
    ENTITY("Entity", true),
    COMMUNITY("Community", true),
    SAGA("Saga", true),
    RELATES_TO("RELATES_TO", false),
    MENTIONS("MENTIONS", false),
    HAS_MEMBER("HAS_MEMBER", false),
    HAS_EPISODE("HAS_EPISODE", false),
    NEXT_EPISODE("NEXT_EPISODE", false);

    private final String graphName;
    private final boolean node;

    ElementKind(String graphName, boolean node) {
        this.graphName = graphName;
        this.node = node;
    }

    /** The label of a node or the type of a relationship, as it stands in Neo4j. */
    public String graphName() {
        return graphName;
    }

    public boolean isNode() {
        return node;
    }

    /** The kinds of node at which an edge of this kind starts; none for a node. */
    public Set<ElementKind> sources() {
        return switch (this) {
            case RELATES_TO -> Set.of(ENTITY);
            case MENTIONS, NEXT_EPISODE -> Set.of(EPISODIC);
            case HAS_MEMBER -> Set.of(COMMUNITY);
            case HAS_EPISODE -> Set.of(SAGA);
            case EPISODIC, ENTITY, COMMUNITY, SAGA -> Set.of();
        };
    }

    /** The kinds of node at which an edge of this kind ends; none for a node. */
    public Set<ElementKind> targets() {
        return switch (this) {
            case RELATES_TO, MENTIONS -> Set.of(ENTITY);
            case HAS_MEMBER -> Set.of(ENTITY, COMMUNITY);
            case HAS_EPISODE, NEXT_EPISODE -> Set.of(EPISODIC);
            case EPISODIC, ENTITY, COMMUNITY, SAGA -> Set.of();
        };
    }

    /** The property that holds the vector, or null where the kind has none. */
    public @Nullable String vectorProperty() {
        return switch (this) {
            case ENTITY, COMMUNITY -> "name_embedding";
            case RELATES_TO -> "fact_embedding";
            case EPISODIC, SAGA, MENTIONS, HAS_MEMBER, HAS_EPISODE, NEXT_EPISODE -> null;
        };
    }

    /** The kind of that name in Neo4j. */
    public static ElementKind named(String graphName) {
        for (ElementKind kind : values()) {
            if (kind.graphName.equals(graphName)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("'" + graphName + "' is not a kind of element");
    }
}
