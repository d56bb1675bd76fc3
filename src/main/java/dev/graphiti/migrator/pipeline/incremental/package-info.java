/** Compares a run with the last one of the same name. */
@NullMarked
package dev.graphiti.migrator.pipeline.incremental;

import org.jspecify.annotations.NullMarked;
