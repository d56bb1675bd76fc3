/** Renders the report of a run as a single HTML page without scripts, fonts or network access. */
@NullMarked
package dev.graphiti.migrator.ledger.page;

import org.jspecify.annotations.NullMarked;
