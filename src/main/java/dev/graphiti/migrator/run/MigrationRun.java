package dev.graphiti.migrator.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One execution of {@code migrate}, over all its resumptions.
 *
 * @param startedAt fixed at the first start; {@code created_at} of all that the run makes
 * @param lineage the earlier runs of the same name; null if the run has no name
 */
public record MigrationRun(
        String id,
        Instant startedAt,
        RunFiles files,
        @Nullable Lineage lineage) {
    /** A run without a name. */
    public MigrationRun(String id, Instant startedAt, RunFiles files) {
        this(id, startedAt, files, null);
    }

    public MigrationRun with(@Nullable Lineage ofRun) {
        return new MigrationRun(id, startedAt, files, ofRun);
    }
}
