package dev.graphiti.migrator.source.neo4j;

import dev.graphiti.migrator.config.Setting;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Relationships of one type. */
public record RelationshipSet(
        @Setting(value = "The type, or `*` for all relationships that no other entry is for.", example = "ACTED_IN")
        String type,

        @Setting("The collection that they are records of. Without it, the type.") @Nullable
        String collection,

        @Setting("The property that tells them apart, for good. Without it, Neo4j's element id.") @Nullable
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
