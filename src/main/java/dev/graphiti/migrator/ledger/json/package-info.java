/** Writes and reads the lines and files of a run's folder as JSON. */
@NullMarked
package dev.graphiti.migrator.ledger.json;

import org.jspecify.annotations.NullMarked;
