package dev.graphiti.migrator.source.neo4j;

import dev.graphiti.migrator.config.Setting;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Relationships of one type. */
public record RelationshipSet(
        @Setting(value = "The type, or `*` for all relationships that match no other entry.", example = "ACTED_IN")
        String type,

        @Setting("The collection of the records. If omitted, the type.") @Nullable
        String collection,

        @Setting("The property with a permanent, unique key. If omitted, Neo4j's element id.") @Nullable
        String key)
        implements Serializable {
    public RelationshipSet {
        if (type.isBlank()) {
            throw new IllegalArgumentException("the type is empty; write \"*\" for all relationships");
        }
    }

    boolean isForAny() {
        return type.equals(NodeSet.ANY);
    }
}
