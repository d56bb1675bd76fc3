package dev.graphiti.migrator.source.graphrag;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

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
    private static final ObjectMapper JSON = new ObjectMapper();

    static GraphRagSplit parse(String spec) {
        try {
            return JSON.readValue(spec, GraphRagSplit.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the source state contains a split of another source: " + spec, e);
        }
    }

    String spec() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a split cannot be written: " + this, e);
        }
    }
}
