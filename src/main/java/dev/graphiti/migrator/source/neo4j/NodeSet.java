package dev.graphiti.migrator.source.neo4j;

import dev.graphiti.migrator.config.Setting;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Nodes of one label. */
public record NodeSet(
        @Setting(value = "The label, or `*` for all nodes that match no other entry.", example = "Person")
        String label,

        @Setting("The collection of the records. If omitted, the label; for `*`, the alphabetically first label of"
                + " the node, or `unlabeled`.")
        @Nullable
        String collection,

        @Setting(
                value = "The property with a permanent, unique key. If omitted (or missing in a node), Neo4j's"
                        + " element id, which changes in a restored or copied database.",
                example = "person_id")
        @Nullable
        String key,

        @Setting(
                value = "How nodes are read: by Neo4j's `id`, or by `key`, which requires a range index or"
                        + " uniqueness constraint.",
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
