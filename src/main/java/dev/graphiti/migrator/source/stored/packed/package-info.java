/** Uncompresses files of all kinds, and says what is wrong with them. */
@NullMarked
package dev.graphiti.migrator.source.stored.packed;

import org.jspecify.annotations.NullMarked;
