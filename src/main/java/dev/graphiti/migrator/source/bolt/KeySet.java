package dev.graphiti.migrator.source.bolt;

/**
 * The nodes of a label that are read in the order of a property, which an index holds.
 *
 * @param condition on a node {@code n}; empty for all of the label
 */
public record KeySet(String label, String key, String condition) {
    /** The match of a node {@code n}, whose conditions on the key are left to the index. */
    String match() {
        String name = Cypher.name(label);
        return "MATCH (n:%s) USING RANGE INDEX n:%s(%s)".formatted(name, name, Cypher.name(key));
    }
}
