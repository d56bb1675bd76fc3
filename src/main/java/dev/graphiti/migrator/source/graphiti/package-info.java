/** Reads a Graphiti graph: nodes and edges of every kind with all their properties. */
@NullMarked
package dev.graphiti.migrator.source.graphiti;

import org.jspecify.annotations.NullMarked;
