/** Draws a run's report as one HTML page that needs nothing else: no script, no font, no network. */
@NullMarked
package dev.graphiti.migrator.ledger.page;

import org.jspecify.annotations.NullMarked;
