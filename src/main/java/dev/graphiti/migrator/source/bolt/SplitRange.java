package dev.graphiti.migrator.source.bolt;

import dev.graphiti.migrator.source.SourceSplit;

/**
 * A range of node ids whose nodes, or the relationships that start at them, are read.
 *
 * @param to the first id behind it
 * @param size what is to be read, by an even share of all that the server counts
 */
record SplitRange(Part part, long from, long to, long size) {
    enum Part {
        NODES,
        RELATIONSHIPS;

        String word() {
            return this == NODES ? "nodes" : "relationships";
        }
    }

    static boolean isOne(SourceSplit split) {
        return split.spec().startsWith("ids ");
    }

    static SplitRange parse(SourceSplit split) {
        String[] parts = split.spec().split(" ", -1);
        return new SplitRange(Part.valueOf(parts[1]), Long.parseLong(parts[2]), Long.parseLong(parts[3]), split.size());
    }

    SourceSplit split() {
        return new SourceSplit(
                "%s[%d,%d)".formatted(part.word(), from, to),
                part.word(),
                "ids %s %d %d".formatted(part, from, to),
                size);
    }

    /** How much of the size lies behind a node. */
    long progress(long id) {
        return Math.round((double) size * (id + 1 - from) / (to - from));
    }
}
