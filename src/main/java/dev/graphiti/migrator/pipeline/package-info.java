/** The steps of the Flink job between source and target, and how they are connected. */
@NullMarked
package dev.graphiti.migrator.pipeline;

import org.jspecify.annotations.NullMarked;
