/** The Flink operators that write batches, retry them, and keep edges whose ends are missing. */
@NullMarked
package dev.graphiti.migrator.graph.stage;

import org.jspecify.annotations.NullMarked;
