package dev.graphiti.migrator.graph;

/**
 * How a statement seeks the end of an edge. A statement that writes locks the unique value that it seeks, be it there or
 * not ({@code docs/decisions/0008-one-writer-for-the-edges-of-a-group.md}).
 */
enum EndSeek {
    /** By its whole uuid, which is locked. */
    EXACT,

    /**
     * By a prefix that is the whole uuid, which nothing locks: where one writer makes the edges and others the nodes of a
     * group, each would wait for what the other one is just making. It takes the longer the more uuids begin with this one;
     * those of one length never do.
     */
    PREFIX;

    static EndSeek of(WriteOptions options) {
        return options.spread() > 1 ? PREFIX : EXACT;
    }

    /** The clause that matches the end with this name, where {@code row} holds its uuid in this field. */
    String match(String name, String labels, String field) {
        if (this == EXACT) {
            return "MATCH (%s:%s {uuid: row.%s})\n".formatted(name, labels, field);
        }
        // A prefix looks like many nodes to the planner.
        String hint = labels.contains("|") ? "" : " USING INDEX SEEK %s:%s(uuid)".formatted(name, labels);
        return "MATCH (%1$s:%2$s)%3$s WHERE %1$s.uuid STARTS WITH row.%4$s AND size(%1$s.uuid) = size(row.%4$s)\n"
                .formatted(name, labels, hint, field);
    }
}
