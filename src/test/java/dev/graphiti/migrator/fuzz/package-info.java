/** Feeds wrong input to sources, mapping and configuration; run by {@code scripts/test --fuzz}. */
@NullMarked
package dev.graphiti.migrator.fuzz;

import org.jspecify.annotations.NullMarked;
