package dev.graphiti.migrator.run;

import java.time.Instant;

/**
 * One execution of {@code migrate}, over all its resumptions.
 *
 * @param startedAt fixed at the first start; {@code created_at} of all that the run makes
 */
public record MigrationRun(String id, Instant startedAt, RunFiles files) {}
