/** Reads the nodes and relationships of a property graph in Neo4j, of whatever shape. */
@NullMarked
package dev.graphiti.migrator.source.neo4j;

import org.jspecify.annotations.NullMarked;
