package dev.graphiti.migrator.graph.read;

/**
 * What a database contains that is not an element, in all groups.
 *
 * @param ownNodes nodes that this tool keeps: runs, leases, schema steps, the vector space
 * @param otherNodes nodes with none of Graphiti's labels
 * @param otherRelationships relationships with none of Graphiti's types
 */
public record LeftOut(long ownNodes, long otherNodes, long otherRelationships) {}
