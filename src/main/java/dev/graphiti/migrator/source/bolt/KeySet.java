package dev.graphiti.migrator.source.bolt;

/**
 * The nodes of a label that are read in the order of a property, which an index holds.
 *
 * @param condition on a node {@code n}; empty for all of the label
 */
public record KeySet(String label, String key, String condition) {
    /**
     * The match of a node {@code n}, whose conditions on the key are left to the index. A scan with a filter, which the
     * hint rules out, would compare texts by UTF-16, and the index orders them by code point.
     */
    String match() {
        String name = Cypher.name(label);
        return "MATCH (n:%s) USING RANGE INDEX SEEK n:%s(%s)".formatted(name, name, Cypher.name(key));
    }
}
