package dev.graphiti.migrator.migrate;

import dev.graphiti.migrator.app.MigrationConfig;
import dev.graphiti.migrator.app.SourcePlan;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done.
 *
 * @param config with a target
 * @param configText the effective configuration as YAML, secrets taken out
 * @param configHash tells whether a later start has the same configuration
 * @param parallelism null leaves it to the configuration
 * @param savepoint a savepoint or checkpoint to go on from, or {@link #LATEST}; null starts anew
 * @param unfinished whether to go on with the youngest unfinished run, if there is one, from where it was
 * @param runId the run that the savepoint belongs to; ignored without one, null finds it by the savepoint's place
 * @param plan what the source was asked for before a server was started for the run; null where it was not
 * @param detached leave the job to the cluster once it has been submitted
 */
public record MigrationRequest(
        MigrationConfig config,
        String configText,
        String configHash,
        String toolVersion,
        @Nullable Integer parallelism,
        @Nullable String savepoint,
        boolean unfinished,
        @Nullable String runId,
        @Nullable SourcePlan plan,
        boolean detached) {
    /** The newest checkpoint of a run, in place of its path. */
    public static final String LATEST = "latest";
}
