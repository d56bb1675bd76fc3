package dev.graphiti.migrator.source.graphrag;

import dev.graphiti.migrator.source.SplitSpec;

/**
 * One piece of one table.
 *
 * @param group which piece of the file
 * @param firstRow the number of its first row in the file
 * @param fingerprint of the file when it was planned
 * @param graph the name of the group in the graph that its records go to
 * @param features what its records have to know of the whole output, see {@link Output#features}
 */
record GraphRagSplit(
        String file, Table table, int group, long firstRow, String fingerprint, String graph, String features) {
    static GraphRagSplit parse(String spec) {
        return SplitSpec.read(spec, GraphRagSplit.class);
    }

    String spec() {
        return SplitSpec.write(this);
    }
}
