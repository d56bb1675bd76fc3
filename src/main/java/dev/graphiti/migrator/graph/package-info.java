/** All of Neo4j as a target: connection, schema, Cypher text, batches, and the Flink operators that write. */
@NullMarked
package dev.graphiti.migrator.graph;

import org.jspecify.annotations.NullMarked;
