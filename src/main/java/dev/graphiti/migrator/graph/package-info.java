/** The target: the connection to the Neo4j database of Graphiti. */
@NullMarked
package dev.graphiti.migrator.graph;

import org.jspecify.annotations.NullMarked;
