/** Reads elements of a Graphiti graph back. */
@NullMarked
package dev.graphiti.migrator.graph.read;

import org.jspecify.annotations.NullMarked;
