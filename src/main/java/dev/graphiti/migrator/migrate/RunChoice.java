package dev.graphiti.migrator.migrate;

import dev.graphiti.migrator.job.FlinkEnvironmentInfo;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.run.Lineage;
import dev.graphiti.migrator.run.MigrationRun;
import dev.graphiti.migrator.run.RetainedCheckpoints;
import dev.graphiti.migrator.run.RunFiles;
import dev.graphiti.migrator.run.RunId;
import dev.graphiti.migrator.run.RunInfo;
import dev.graphiti.migrator.run.RunState;
import dev.graphiti.migrator.run.Runs;
import dev.graphiti.migrator.run.Savepoint;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.flink.api.common.JobID;
import org.jspecify.annotations.Nullable;

/**
 * Which run a start of the program is: a new one, one that goes on from a savepoint, or, in application mode, the one
 * that is running already ({@code docs/decisions/0007-same-job-same-run.md}).
 *
 * @param jobId what the job is to be called
 * @param savepoint null where there is none, or Flink itself knows what to go on from
 */
public record RunChoice(
        MigrationRun run, String jobId, @Nullable Savepoint savepoint) {

    RunChoice with(@Nullable Lineage lineage) {
        return new RunChoice(run.with(lineage), jobId, savepoint);
    }

    /**
     * Chooses.
     *
     * @throws MigratorException when the savepoint is none, or not one that a run can go on from
     */
    static RunChoice of(MigrationRequest request, FlinkEnvironmentInfo cluster, Instant now, RandomGenerator random) {
        Runs runs = new Runs(request.config().run().base());
        String fixed = cluster.jobId();
        Optional<RunInfo> running = fixed == null ? Optional.empty() : runs.startedAs(fixed);
        String jobId = fixed != null ? fixed : new JobID(random.nextLong(), random.nextLong()).toHexString();
        String path = request.savepoint() != null ? request.savepoint() : cluster.savepoint();
        if (running.isEmpty() && path == null && request.unfinished()) {
            running = runs.latestUnfinished();
        }
        if (running.isPresent()) {
            return continued(request, running.get(), runs, cluster, jobId);
        }
        if (path == null) {
            Instant start = now.truncatedTo(ChronoUnit.MICROS);
            String id = RunId.of(start, random).text();
            return new RunChoice(new MigrationRun(id, start, runs.files(id)), jobId, null);
        }
        @Nullable Savepoint given = path.equals(MigrationRequest.LATEST) ? null : Savepoint.at(path);
        return resumed(request, files(request, runs, given), given, jobId);
    }

    /**
     * The same run, with what it continues from looked up again.
     *
     * @throws MigratorException when there is nothing to continue any more
     */
    RunChoice again(MigrationRequest request, FlinkEnvironmentInfo cluster) {
        RunInfo info = run.files().readInfo().orElse(null);
        if (info == null) {
            return this;
        }
        Runs runs = new Runs(request.config().run().base());
        String path = request.savepoint() != null ? request.savepoint() : cluster.savepoint();
        boolean same = cluster.jobId() != null
                && info.lastJobId().filter(jobId::equals).isPresent();
        if (path != null && !same) {
            return resumed(
                    request, run.files(), path.equals(MigrationRequest.LATEST) ? null : Savepoint.at(path), jobId);
        }
        if (!info.state().resumable()) {
            throw new MigratorException(
                    Fault.OWNED,
                    "Run %s has ended meanwhile: job %s has left it %s, so there is nothing to continue."
                            .formatted(
                                    info.runId(),
                                    info.lastJobId().orElse("?"),
                                    info.state().words()));
        }
        return continued(request, info, runs, cluster, jobId);
    }

    private static RunChoice continued(
            MigrationRequest request, RunInfo info, Runs runs, FlinkEnvironmentInfo cluster, String jobId) {
        RunFiles files = runs.files(info.runId());
        return new RunChoice(
                new MigrationRun(info.runId(), info.startedAt(), files), jobId, last(request, files, info, cluster));
    }

    /** The newest checkpoint; null where Flink knows it, or where the run has not come as far as one. */
    private static @Nullable Savepoint last(
            MigrationRequest request, RunFiles files, RunInfo info, FlinkEnvironmentInfo cluster) {
        if (cluster.savepoint() != null) {
            return null;
        }
        @Nullable
        Savepoint last = retained(request, files, info).map(Savepoint::at).orElse(null);
        if (!cluster.remembersCheckpoints()) {
            if (last != null) {
                refuseOlder(last, request, files, info);
            } else if (files.holdCounts()) {
                throw refused("Run %s has completed a checkpoint, but none was found in %s; name one with --savepoint."
                        .formatted(
                                info.runId(),
                                RetainedCheckpoints.directory(
                                        request.config().checkpoint().directory(), files)));
            }
        }
        return last;
    }

    /** A resumed run goes on as itself: same id, same start, same files. */
    private static RunChoice resumed(
            MigrationRequest request, RunFiles files, @Nullable Savepoint given, String jobId) {
        RunInfo info = files.readInfo()
                .orElseThrow(
                        () -> notFound("There is no run in %s; name the run that the savepoint belongs to with --run."
                                .formatted(files.runDirectory())));
        if (info.state() == RunState.ROLLED_BACK) {
            throw refused("Run %s is rolled back and cannot be resumed; start a new run without --savepoint."
                    .formatted(info.runId()));
        }
        Savepoint savepoint = given != null ? given : newest(request, files, info);
        refuseOlder(savepoint, request, files, info);
        return new RunChoice(new MigrationRun(info.runId(), info.startedAt(), files), jobId, savepoint);
    }

    private static RunFiles files(MigrationRequest request, Runs runs, @Nullable Savepoint savepoint) {
        if (request.runId() != null) {
            return runs.files(request.runId());
        }
        return Optional.ofNullable(savepoint)
                .flatMap(given -> Runs.holding(given.uri()))
                .or(() -> runs.latestUnfinished().map(info -> runs.files(info.runId())))
                .orElseThrow(() -> notFound(
                        "The savepoint %s is not in the folder of a run, and %s contains no unfinished run; name its run with --run."
                                .formatted(
                                        savepoint == null ? MigrationRequest.LATEST : savepoint.uri(),
                                        runs.baseDirectory())));
    }

    private static Savepoint newest(MigrationRequest request, RunFiles files, RunInfo info) {
        return retained(request, files, info)
                .map(Savepoint::at)
                .orElseThrow(() -> refused(
                        "Run %s has no checkpoint in %s to resume from; name a savepoint, or start a new run: it does not change existing elements."
                                .formatted(
                                        info.runId(),
                                        RetainedCheckpoints.directory(
                                                request.config().checkpoint().directory(), files))));
    }

    /** What was written down after an older checkpoint would be written down twice. */
    private static void refuseOlder(Savepoint savepoint, MigrationRequest request, RunFiles files, RunInfo info) {
        long number = savepoint.number();
        long newest = files.newestCheckpoint();
        if (number < newest) {
            throw refused("Checkpoint %d (%s) is older than the files of run %s, which go up to checkpoint %d; %s."
                    .formatted(
                            number,
                            savepoint.uri(),
                            info.runId(),
                            newest,
                            retained(request, files, info)
                                    .filter(path -> !path.equals(savepoint.uri()))
                                    .map(path -> "resume from " + path)
                                    .orElse("resume from a newer one, for instance the savepoint that"
                                            + " 'flink stop' has printed, or start a new run")));
        }
        refuseRival(savepoint, number, files, info);
    }

    /** A job that has lost the run may complete another checkpoint; the next job's are numbered alike. */
    private static void refuseRival(Savepoint savepoint, long number, RunFiles files, RunInfo info) {
        savepoint
                .jobId()
                .flatMap(job -> files.otherJobOfCheckpoint(number, job))
                .ifPresent(other -> {
                    throw refused(("Checkpoint %d (%s) is of a job that had lost run %s: the files of the run up to"
                                    + " checkpoint %d are of job %s; end it with 'report --run %s' if that job has finished, or start a new run.")
                            .formatted(number, savepoint.uri(), info.runId(), number, other, info.runId()));
                });
    }

    private static Optional<String> retained(MigrationRequest request, RunFiles files, RunInfo info) {
        return new RetainedCheckpoints(
                        RetainedCheckpoints.directory(
                                request.config().checkpoint().directory(), files),
                        info.jobIds())
                .newest();
    }

    private static MigratorException notFound(String sentence) {
        return new MigratorException(Fault.RUN_NOT_FOUND, sentence);
    }

    private static MigratorException refused(String sentence) {
        return new MigratorException(Fault.CONFIGURATION, sentence);
    }
}
