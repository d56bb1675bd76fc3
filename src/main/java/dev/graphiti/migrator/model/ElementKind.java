package dev.graphiti.migrator.model;

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
        throw new IllegalArgumentException("'" + graphName + "' is no kind of element");
    }
}
