package dev.graphiti.migrator.graph.write;

import dev.graphiti.migrator.model.ElementKind;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a statement seeks the end of an edge. A statement that writes locks the unique value that it seeks, be it there or
 * not ({@code docs/decisions/0008-one-writer-for-the-edges-of-a-group.md}).
 */
public enum EndpointLookup {
    /** By its whole uuid, which is locked. */
    EXACT,

    /**
     * By a prefix that is the whole uuid, which nothing locks: where one writer makes the edges and others the nodes of a
     * group, each would wait for what the other one is just making. It takes the longer the more uuids begin with this one;
     * those of one length never do.
     */
    PREFIX,

    /** By its element id, which the transaction has met a moment ago; nothing is sought and nothing locked. */
    AT_HAND;

    public static EndpointLookup of(WriteOptions options) {
        return options.spread() > 1 ? PREFIX : EXACT;
    }

    /** The clause that matches the end with this name, where {@code row} names it in this field. */
    String match(String name, Set<ElementKind> kinds, String field) {
        String labels = kinds.stream().sorted().map(ElementKind::graphName).collect(Collectors.joining("|"));
        return switch (this) {
            case EXACT -> "MATCH (%s:%s {uuid: row.%s})\n".formatted(name, labels, field);
            case PREFIX -> {
                // A prefix looks like many nodes to the planner.
                String hint = kinds.size() > 1 ? "" : " USING INDEX SEEK %s:%s(uuid)".formatted(name, labels);
                yield "MATCH (%1$s:%2$s)%3$s WHERE %1$s.uuid STARTS WITH row.%4$s AND size(%1$s.uuid) = size(row.%4$s)\n"
                        .formatted(name, labels, hint, field);
            }
            case AT_HAND -> "MATCH (%1$s) WHERE elementId(%1$s) = row.%2$s\n".formatted(name, field);
        };
    }
}
