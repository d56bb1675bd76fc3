/** Neo4j as the target: connection, schema, Cypher statements, batches, and the Flink operators that write. */
@NullMarked
package dev.graphiti.migrator.graph;

import org.jspecify.annotations.NullMarked;
