package dev.graphiti.migrator.source.neo4j;

import dev.graphiti.migrator.config.Setting;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Nodes of one label. */
public record NodeSet(
        @Setting(value = "The label, or `*` for all nodes that no other entry is for.", example = "Person")
        String label,

        @Setting("The collection that they are records of. Without it, the label; for `*`, the first of the node's"
                + " labels by the alphabet, or `unlabeled`.")
        @Nullable
        String collection,

        @Setting(
                value =
                        "The property that tells them apart, for good. Without it (and for a node that lacks it) that is"
                                + " Neo4j's element id, which a restored or copied database does not keep.",
                example = "person_id")
        @Nullable
        String key,

        @Setting(
                value = "What they are read by: `id`, Neo4j's own, or `key`, for which a range index or uniqueness"
                        + " constraint must be there.",
                defaultValue = "id")
        ReadBy readBy)
        implements Serializable {
    static final String ANY = "*";

    /** What orders the reading of nodes. */
    public enum ReadBy {
        ID,
        KEY
    }

    public NodeSet {
        if (label.isBlank()) {
            throw new IllegalArgumentException("the label is empty; write \"*\" for all nodes");
        }
        if (readBy == ReadBy.KEY && (key == null || label.equals(ANY))) {
            throw new IllegalArgumentException("nodes can only be read by the key of a label; add label and key");
        }
    }

    boolean isForAny() {
        return label.equals(ANY);
    }
}
