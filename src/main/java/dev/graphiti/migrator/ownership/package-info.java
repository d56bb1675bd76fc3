/** One owner for each run: takes its lease, checks whether its owner has ended, and gives it back. */
@NullMarked
package dev.graphiti.migrator.ownership;

import org.jspecify.annotations.NullMarked;
