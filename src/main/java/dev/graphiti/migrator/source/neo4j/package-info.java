/** Reads the nodes and relationships of any property graph in Neo4j. */
@NullMarked
package dev.graphiti.migrator.source.neo4j;

import org.jspecify.annotations.NullMarked;
