/** Writes and reads the ledger of a run as Parquet. */
@NullMarked
package dev.graphiti.migrator.ledger.parquet;

import org.jspecify.annotations.NullMarked;
