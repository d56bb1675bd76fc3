package dev.graphiti.migrator.source.bolt;

/**
 * The nodes of a label that are read in the order of a property, which an index holds.
 *
 * @param condition on a node {@code n}; empty for all of the label
 */
public record KeySet(String label, String key, String condition) {}
