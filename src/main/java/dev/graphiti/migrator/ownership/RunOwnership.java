package dev.graphiti.migrator.ownership;

import dev.graphiti.migrator.graph.Target;
import dev.graphiti.migrator.graph.lease.RunLease;
import dev.graphiti.migrator.graph.lease.RunLease.Holder;
import dev.graphiti.migrator.job.Console;
import dev.graphiti.migrator.job.FlinkRest;
import dev.graphiti.migrator.job.JobFailure;
import dev.graphiti.migrator.job.JobWatcher;
import dev.graphiti.migrator.ledger.FolderLease;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.model.RunClaim;
import dev.graphiti.migrator.model.RunOwner;
import dev.graphiti.migrator.run.MigrationRun;
import dev.graphiti.migrator.run.RunInfo;
import dev.graphiti.migrator.run.RunState;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run that this job owns: in the target, where the lease decides, and in the run's folder
 * ({@code docs/decisions/0011-one-owner-for-each-run.md}).
 */
public final class RunOwnership {
    private static final Logger LOG = LoggerFactory.getLogger(RunOwnership.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    /** As long as a run can be in the middle of being taken: {@link RunLease#LONGEST_WAIT}, and a start of the driver. */
    private static final long MOST_LOOKS = RunLease.LONGEST_WAIT.plusSeconds(5).dividedBy(LOOK_EVERY);

    private final RunLease lease;
    private final FolderLease folder;
    private final RunClaim claim;
    private final @Nullable String cluster;

    private RunOwnership(Target target, FolderLease folder, RunClaim claim, @Nullable String cluster) {
        this.lease = new RunLease(target, claim.runId());
        this.folder = folder;
        this.claim = claim;
        this.cluster = cluster;
    }

    /**
     * Takes the run for a job, as soon as it can be had.
     *
     * @param owner who asks
     * @param keepsToken whether Flink may have restored the job already, with the token that it had
     * @throws MigratorException when another job owns the run
     */
    public static RunOwnership take(
            Target target, MigrationRun run, RunOwner owner, Duration length, boolean keepsToken, Console console) {
        FolderLease folder = FolderLease.in(run.files().runDirectory());
        RunLease lease = new RunLease(target, run.id());
        String database = target.databaseId();
        while (true) {
            @Nullable Holder held = awaitFree(target, run, owner.jobId(), console);
            if (held != null && keepsToken && held.owner().jobId().equals(owner.jobId())) {
                return new RunOwnership(target, folder, claim(run, held.owner(), length), owner.cluster());
            }
            if (lease.take(owner, length, held, fence -> folder.write(entry(run, owner, fence, database, target)))) {
                return new RunOwnership(target, folder, claim(run, owner, length), owner.cluster());
            }
        }
    }

    /**
     * Waits until a job may have the run, and changes nothing.
     *
     * @return the lease that it may take over; null if the run has no owner
     * @throws MigratorException when another job owns the run
     */
    public static @Nullable Holder awaitFree(Target target, MigrationRun run, String jobId, Console console) {
        RunLease lease = new RunLease(target, run.id());
        String database = target.databaseId();
        @Nullable Holder first = null;
        int looks = 0;
        while (true) {
            @Nullable Holder held = lease.look().orElse(null);
            FolderLease.@Nullable Entry other = livingOwner(run, held, jobId, database);
            if (other != null) {
                // In this database, its owner is just taking the run or giving it back: the folder is ahead of the
                // target.
                if (!other.database().equals(database) || ++looks > MOST_LOOKS) {
                    throw owned(other, run);
                }
                pause();
                continue;
            }
            switch (Takeover.of(jobId, held, first, owner -> evidence(run, owner))) {
                case TAKE -> {
                    return held;
                }
                case REFUSE -> throw owned(run.id(), Objects.requireNonNull(held));
                case WAIT -> {
                    if (first == null) {
                        first = held;
                        console.line(waits(run.id(), Objects.requireNonNull(held)));
                    }
                    pause();
                }
            }
        }
    }

    /** What a process has written down of its own job's end counts even if that process is still there. */
    private static Evidence evidence(MigrationRun run, RunOwner owner) {
        boolean ended = owner.cluster() == null
                && run.files()
                        .readInfo()
                        .filter(info -> info.state() != RunState.RUNNING)
                        .flatMap(RunInfo::lastJobId)
                        .filter(owner.jobId()::equals)
                        .isPresent();
        return ended ? Evidence.ENDED : Evidence.of(owner);
    }

    /** The job that a run was submitted as by another client, as long as nobody else has taken the run. */
    public static RunOwnership of(Target target, MigrationRun run, String jobId, @Nullable String cluster) {
        Optional<Holder> held = new RunLease(target, run.id()).look();
        if (held.filter(it -> !it.owner().jobId().equals(jobId)).isPresent()) {
            throw owned(run.id(), held.get());
        }
        String token = held.map(it -> it.owner().token()).orElse("");
        return new RunOwnership(
                target,
                FolderLease.in(run.files().runDirectory()),
                new RunClaim(run.id(), jobId, token, Duration.ZERO),
                cluster);
    }

    private static RunClaim claim(MigrationRun run, RunOwner owner, Duration length) {
        return new RunClaim(run.id(), owner.jobId(), owner.token(), length);
    }

    private static FolderLease.Entry entry(
            MigrationRun run, RunOwner owner, long fence, String database, Target target) {
        return new FolderLease.Entry(
                run.id(),
                owner,
                fence,
                run.startedAt(),
                database,
                target.options().uri());
    }

    /**
     * The owner that the folder names and the target does not. A job that writes into another database has its lease there,
     * where this one does not see it.
     *
     * @return null if it is known to have ended, or nothing is known of it and it has no lease here
     */
    private static FolderLease.@Nullable Entry livingOwner(
            MigrationRun run, @Nullable Holder held, String jobId, String database) {
        FolderLease.@Nullable Entry entry =
                FolderLease.in(run.files().runDirectory()).read().orElse(null);
        if (entry == null
                || entry.owner().jobId().equals(jobId)
                || (held != null && entry.owner().token().equals(held.owner().token()))) {
            return null;
        }
        Evidence evidence = evidence(run, entry.owner());
        boolean elsewhere = !entry.database().equals(database);
        return evidence == Evidence.ENDED || (evidence == Evidence.UNKNOWN && !elsewhere) ? null : entry;
    }

    private static MigratorException owned(FolderLease.Entry entry, MigrationRun run) {
        return new MigratorException(
                Fault.OWNED,
                ("Run %s is owned by job %s %s, which writes to %s; wait for its end, or, if that job no longer"
                                + " exists, remove %s.")
                        .formatted(
                                entry.runId(),
                                entry.owner().jobId(),
                                entry.owner().place(),
                                entry.target(),
                                FolderLease.in(run.files().runDirectory()).path()));
    }

    private static MigratorException owned(String runId, Holder held) {
        return new MigratorException(
                Fault.OWNED,
                "Run %s is owned by job %s %s since %s, until %s at least; wait for its end, or end that job first."
                        .formatted(
                                runId,
                                held.owner().jobId(),
                                held.owner().place(),
                                held.since().truncatedTo(ChronoUnit.SECONDS),
                                held.until().truncatedTo(ChronoUnit.SECONDS)));
    }

    private static String waits(String runId, Holder held) {
        return "Run %s is leased to job %s %s until %s (it is %s there now); waiting for the lease to expire or to be renewed."
                .formatted(
                        runId,
                        held.owner().jobId(),
                        held.owner().place(),
                        held.until().truncatedTo(ChronoUnit.SECONDS),
                        held.now().truncatedTo(ChronoUnit.SECONDS));
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JobFailure("interrupted", e);
        }
    }

    /** What the job shows. */
    public RunClaim claim() {
        return claim;
    }

    /**
     * Writes down how the job starts, while nobody else can take the run.
     *
     * @throws MigratorException when the run is another job's
     */
    public void start(Runnable writing) {
        if (!lease.whileHeld(claim.token(), writing)) {
            throw lost();
        }
    }

    /**
     * Writes down how the run ended, while nobody else can take it; nothing if it is another job's.
     *
     * @param writing may be called twice
     * @return whether the run is still this job's
     */
    public boolean end(Runnable writing) {
        if (claim.token().isEmpty()) {
            writing.run();
            return true;
        }
        try {
            return lease.whileHeld(claim.token(), writing);
        } catch (MigratorException e) {
            LOG.warn("The owner of run {} could not be read from the target", claim.runId(), e);
        }
        boolean named = folder.names(claim.token());
        if (named) {
            writing.run();
        }
        return named;
    }

    /** Whether the run's folder names this job as the owner; the target is not asked. */
    public boolean isNamed() {
        return claim.token().isEmpty() || folder.names(claim.token());
    }

    /** Why a job that does not own its run any more must leave it as it is. */
    public MigratorException lost() {
        return lease.look()
                .map(held -> owned(claim.runId(), held))
                .orElseGet(() -> new MigratorException(
                        Fault.OWNED,
                        "Job %s does not own run %s any more; its report is not changed."
                                .formatted(claim.jobId(), claim.runId())));
    }

    /**
     * Gives the run back, unless its job may still be running.
     *
     * @param forGood whether the run is finished
     */
    public void release(boolean forGood) {
        if (claim.token().isEmpty()) {
            return;
        }
        try {
            if (cluster == null || forGood || hasEnded(cluster)) {
                lease.release(claim.token(), forGood, folder::remove);
            }
        } catch (MigratorException e) {
            LOG.warn("The lease of run {} was not released and will expire", claim.runId(), e);
        }
    }

    private boolean hasEnded(String address) {
        return new FlinkRest(address, claim.jobId())
                .state()
                .filter(JobWatcher::isEnd)
                .isPresent();
    }

    /** For a run that no job was submitted for. */
    public void releaseUnused() {
        lease.release(claim.token(), false, folder::remove);
    }
}
