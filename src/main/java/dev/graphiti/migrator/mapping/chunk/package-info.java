/** Cuts a long text at natural borders, and an episode with one into several. */
@NullMarked
package dev.graphiti.migrator.mapping.chunk;

import org.jspecify.annotations.NullMarked;
