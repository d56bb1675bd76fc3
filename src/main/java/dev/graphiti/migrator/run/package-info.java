/** A run: its id, state, folder, checkpoints and savepoints. */
@NullMarked
package dev.graphiti.migrator.run;

import org.jspecify.annotations.NullMarked;
