package dev.graphiti.migrator.run;

import dev.graphiti.migrator.ledger.json.RunStorageException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run whose job has not finished can be continued from.
 *
 * @param directory where its checkpoints are
 * @param jobIds those that may have made checkpoints
 * @param savepoint what its job was started from; null if it was started anew
 */
public record Resumption(
        MigrationRun run,
        String directory,
        List<String> jobIds,
        @Nullable String savepoint) {
    /**
     * Of a run as its folder says.
     *
     * @param configured the directory of checkpoints in the configuration; null if it names none
     * @param savepoint what its job was started from; null if it was started anew
     */
    public static Resumption of(MigrationRun run, @Nullable String configured, @Nullable Savepoint savepoint) {
        List<String> jobIds =
                run.files().readInfo().map(info -> List.copyOf(info.jobIds())).orElse(List.of());
        return new Resumption(
                run,
                RetainedCheckpoints.directory(configured, run.files()),
                jobIds,
                savepoint == null ? null : savepoint.uri());
    }

    /** The command that continues the run; the end of a sentence. */
    public String advice() {
        Optional<String> newest;
        try {
            newest = new RetainedCheckpoints(directory, jobIds).newest();
        } catch (RunStorageException e) {
            return "look for a checkpoint in %s and continue from it with 'migrate --savepoint PATH --run %s'"
                    .formatted(directory, run.id());
        }
        if (newest.isPresent()) {
            return "continue from its last checkpoint with 'migrate --savepoint latest --run %s'".formatted(run.id());
        }
        return savepoint != null
                ? "it has no checkpoint since it was resumed; continue with 'migrate --savepoint %s --run %s'"
                        .formatted(savepoint, run.id())
                : "it has no checkpoint to continue from; start again with 'migrate', which does not change"
                        + " existing elements";
    }
}
