/** What was done in a run: counts, rows, dead letters, the report, and how they are shown. Knows no Neo4j. */
@NullMarked
package dev.graphiti.migrator.ledger;

import org.jspecify.annotations.NullMarked;
