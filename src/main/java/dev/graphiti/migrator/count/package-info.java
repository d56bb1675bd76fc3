/** What every step counts: how many of what, and what became of them. Knows the model only. */
@NullMarked
package dev.graphiti.migrator.count;

import org.jspecify.annotations.NullMarked;
