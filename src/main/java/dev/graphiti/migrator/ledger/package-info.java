/**
 * Records the results of a run: counts, rows, dead letters, the report, and their presentation. Does not depend on
 * Neo4j.
 */
@NullMarked
package dev.graphiti.migrator.ledger;

import org.jspecify.annotations.NullMarked;
