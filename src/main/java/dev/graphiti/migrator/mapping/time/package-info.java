/** Reads times in all the forms that records have. */
@NullMarked
package dev.graphiti.migrator.mapping.time;

import org.jspecify.annotations.NullMarked;
