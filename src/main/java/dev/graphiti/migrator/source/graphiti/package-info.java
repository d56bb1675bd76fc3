/** Reads a Graphiti graph, every node and edge kind with all that stands on it. */
@NullMarked
package dev.graphiti.migrator.source.graphiti;

import org.jspecify.annotations.NullMarked;
