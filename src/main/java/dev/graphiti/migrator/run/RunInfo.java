package dev.graphiti.migrator.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code run.json} says of a run.
 *
 * @param configHash tells whether a later start has the same configuration
 * @param config as YAML, secrets taken out
 * @param source one line that says where the records come from
 * @param target one line that says where the graph is
 * @param jobIds Flink's ids, one for each start
 * @param lineage the earlier runs of the same name; null if the run has no name
 */
public record RunInfo(
        String runId,
        Instant startedAt,
        @Nullable Instant finishedAt,
        String toolVersion,
        String configHash,
        String config,
        String source,
        String target,
        List<String> jobIds,
        RunState state,
        @Nullable Lineage lineage) {
    /** Of a run without a name. */
    public RunInfo(
            String runId,
            Instant startedAt,
            @Nullable Instant finishedAt,
            String toolVersion,
            String configHash,
            String config,
            String source,
            String target,
            List<String> jobIds,
            RunState state) {
        this(runId, startedAt, finishedAt, toolVersion, configHash, config, source, target, jobIds, state, null);
    }

    public RunInfo {
        jobIds = List.copyOf(jobIds);
    }

    /** Started once more, as this job. */
    public RunInfo startedAs(String jobId) {
        return with(Stream.concat(jobIds.stream(), Stream.of(jobId)).toList(), RunState.RUNNING, null);
    }

    /** Ended in this state; it stays the run's end until it is started again. */
    public RunInfo ended(RunState newState, Instant at) {
        return with(jobIds, newState, at);
    }

    /** The job that it was started as last, if it has been. */
    public Optional<String> lastJobId() {
        return jobIds.isEmpty() ? Optional.empty() : Optional.of(jobIds.get(jobIds.size() - 1));
    }

    private RunInfo with(List<String> newJobIds, RunState newState, @Nullable Instant newFinishedAt) {
        return new RunInfo(
                runId,
                startedAt,
                newFinishedAt,
                toolVersion,
                configHash,
                config,
                source,
                target,
                newJobIds,
                newState,
                lineage);
    }
}
