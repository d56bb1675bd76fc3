/** The command {@code gone}: expires or removes what the source no longer has. */
@NullMarked
package dev.graphiti.migrator.gone;

import org.jspecify.annotations.NullMarked;
