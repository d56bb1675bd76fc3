/** The commands {@code status} and {@code report}: what the files of runs say. */
@NullMarked
package dev.graphiti.migrator.runs;

import org.jspecify.annotations.NullMarked;
