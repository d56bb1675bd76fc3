/** Outputs of GraphRAG of several versions, made of one invented world. */
@NullMarked
package dev.graphiti.migrator.testing.graphrag;

import org.jspecify.annotations.NullMarked;
