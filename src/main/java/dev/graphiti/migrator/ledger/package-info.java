/** The files of a run: counts, ledger rows, dead letters, the plan, and the lease of its folder. Knows no Neo4j. */
@NullMarked
package dev.graphiti.migrator.ledger;

import org.jspecify.annotations.NullMarked;
