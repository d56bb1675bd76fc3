package dev.graphiti.migrator.migrate;

import dev.graphiti.migrator.app.KeptSplits;
import dev.graphiti.migrator.app.MigrationConfig;
import dev.graphiti.migrator.app.MigrationOutcome;
import dev.graphiti.migrator.app.Preflight;
import dev.graphiti.migrator.app.RunFinalizer;
import dev.graphiti.migrator.app.RunPlan;
import dev.graphiti.migrator.graph.RunNode;
import dev.graphiti.migrator.graph.Target;
import dev.graphiti.migrator.job.Console;
import dev.graphiti.migrator.job.FlinkEnvironmentInfo;
import dev.graphiti.migrator.job.Interruption;
import dev.graphiti.migrator.job.JobFailure;
import dev.graphiti.migrator.job.JobWatcher;
import dev.graphiti.migrator.ledger.json.RunStorageException;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.model.RunOwner;
import dev.graphiti.migrator.ownership.RunOwnership;
import dev.graphiti.migrator.ownership.ThisMachine;
import dev.graphiti.migrator.run.Lineage;
import dev.graphiti.migrator.run.LocalPaths;
import dev.graphiti.migrator.run.MigrationRun;
import dev.graphiti.migrator.run.RunFiles;
import dev.graphiti.migrator.run.RunInfo;
import dev.graphiti.migrator.run.RunState;
import dev.graphiti.migrator.run.Runs;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** The verb {@code migrate}, from the first check to the report. */
public final class Migration {

    private final MigrationRequest request;
    private final MigrationConfig config;
    private final Console console;
    private final Clock clock;
    private final RandomGenerator random;

    public Migration(MigrationRequest request, Console console, Clock clock, RandomGenerator random) {
        this.request = request;
        this.config = request.config();
        this.console = console;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Runs the job and waits for its end, unless it is to be left to the cluster: then there is no outcome yet.
     *
     * @throws MigratorException when something that a user can mend is wrong
     * @throws JobFailure when the job itself fails, or is stopped or canceled
     */
    public Optional<MigrationOutcome> run() {
        try (Target target = Target.open(Objects.requireNonNull(config.target(), "a migration needs a target"))) {
            FlinkEnvironmentInfo cluster = FlinkEnvironmentInfo.ofThisProcess();
            RunChoice choice = RunChoice.of(request, cluster, clock.instant(), random);
            MigrationRun run = choice.run();
            checkStorage();
            if (run.files().readInfo().isPresent()) {
                // Who may not continue it learns so before all else is asked, which may take long or cost something.
                RunOwnership.awaitFree(target, run, choice.jobId(), console);
            }
            RunPlan plan = RunPlan.of(config, run.files(), request.plan());
            Preflight preflight = Preflight.of(config, plan, target, console, run.startedAt());
            RunOwnership ownership = own(target, choice, cluster);
            choice = keptInfo(choice, plan, ownership, cluster, target);
            RunFinalizer end = new RunFinalizer(run, ownership, config, target, console, clock);
            new RunNode(target).started(run.id(), run.startedAt(), description(run));
            console.line("Run %s: %d splits, vectors by %s with %d dimensions; files in %s"
                    .formatted(
                            run.id(),
                            plan.splits(),
                            preflight.vectorSpace().model(),
                            preflight.vectorSpace().dimension(),
                            run.files().runDirectory()));
            Optional<JobWatcher.End> ended;
            try {
                ended = launch(
                        new JobLaunch(config, choice, ownership.claim(), preflight, console), choice, cluster, end);
            } catch (JobFailure e) {
                throw end.of(e);
            } catch (RuntimeException e) {
                end.failed();
                throw e;
            }
            return ended.map(end::of);
        }
    }

    /** A job on storage that cannot be written to would only restart again and again. */
    private void checkStorage() {
        probe("run.directory", config.run().base());
        String checkpoints = config.checkpoint().directory();
        if (checkpoints != null) {
            probe("checkpoint.directory", LocalPaths.absolute(checkpoints));
        }
    }

    private static void probe(String key, String folder) {
        try {
            RunFiles.probe(folder);
        } catch (RunStorageException e) {
            throw new MigratorException(
                    Fault.CONFIGURATION,
                    ("%s cannot be used: a file of 1 MB could not be written to %s (%s). Free disk space, check the"
                                    + " permissions, or use another folder.")
                            .formatted(key, folder, e.reason()),
                    e);
        }
    }

    @SuppressWarnings("try") // What watches is there for its close() alone.
    private Optional<JobWatcher.End> launch(
            JobLaunch launch, RunChoice choice, FlinkEnvironmentInfo cluster, RunFinalizer end) {
        StreamExecutionEnvironment env = launch.environment(request.parallelism());
        JobClient job = launch.submit(env);
        if (config.source()
                        .flinkSource(new KeptSplits(choice.run().files().runDirectory()))
                        .getBoundedness()
                == Boundedness.CONTINUOUS_UNBOUNDED) {
            console.line(
                    "The source is unbounded: the run continues until its job is stopped, for example with 'flink stop %s'."
                            .formatted(job.getJobID()));
        }
        if (request.detached() || cluster.isDetached()) {
            if (env instanceof LocalStreamEnvironment) {
                console.line("The job runs in this process and cannot be detached; --detached is for clusters.");
            } else {
                console.line(("Job %s continues on the cluster; 'report --run %s' follows it and creates the run's"
                                + " report.")
                        .formatted(job.getJobID(), choice.run().id()));
                return Optional.empty();
            }
        }
        boolean here = env instanceof LocalStreamEnvironment;
        try (Interruption watched = Interruption.watch(() -> end.interrupted(job.getJobID(), here))) {
            return Optional.of(launch.follow(job, env));
        }
    }

    /** Before anything of the run is written. */
    private RunOwnership own(Target target, RunChoice choice, FlinkEnvironmentInfo cluster) {
        byte[] token = new byte[16];
        random.nextBytes(token);
        String address = FlinkEnvironmentInfo.isThisProcess() ? null : cluster.restUrl();
        RunOwner owner = ThisMachine.owner(choice.jobId(), HexFormat.of().formatHex(token), address);
        try {
            return RunOwnership.take(
                    target,
                    choice.run(),
                    owner,
                    config.run().lease(),
                    cluster.jobId() != null && cluster.remembersCheckpoints(),
                    console);
        } catch (RunStorageException e) {
            throw notWritable(choice.run().files(), e);
        }
    }

    /** What to continue from is chosen now: until the run was taken, its last owner may have completed a checkpoint. */
    private RunChoice keptInfo(
            RunChoice choice, RunPlan plan, RunOwnership ownership, FlinkEnvironmentInfo cluster, Target target) {
        try {
            List<RunChoice> again = new ArrayList<>();
            ownership.start(() -> {
                RunChoice chosen = choice.again(request, cluster);
                again.add(chosen.with(keepInfo(chosen, plan, target)));
            });
            return again.get(0);
        } catch (RuntimeException e) {
            ownership.releaseUnused();
            throw e;
        }
    }

    /** The earlier runs that this one is compared with; chosen once, at the first start. */
    private @Nullable Lineage keepInfo(RunChoice choice, RunPlan plan, Target target) {
        MigrationRun run = choice.run();
        RunFiles files = run.files();
        try {
            Optional<RunInfo> before = files.readInfo();
            before.ifPresent(known -> console.line("Continuing run %s.".formatted(known.runId())));
            RunInfo info = before.orElseGet(() -> info(run, lineage(target)));
            checkName(info);
            if (!info.configHash().equals(request.configHash())) {
                console.line(
                        "The configuration differs from the one that run %s was started with.".formatted(run.id()));
            }
            plan.keep(files);
            boolean running = info.lastJobId().filter(choice.jobId()::equals).isPresent();
            files.write(running ? info : info.startedAs(choice.jobId()));
            return info.lineage();
        } catch (RunStorageException e) {
            throw notWritable(files, e);
        }
    }

    private static MigratorException notWritable(RunFiles files, RunStorageException failure) {
        return new MigratorException(
                Fault.CONFIGURATION,
                "The run's folder %s cannot be written to (%s); check run.directory."
                        .formatted(files.runDirectory(), failure.reason()),
                failure);
    }

    private RunInfo info(MigrationRun run, @Nullable Lineage lineage) {
        return new RunInfo(
                run.id(),
                run.startedAt(),
                null,
                request.toolVersion(),
                request.configHash(),
                request.configText(),
                config.source().toString(),
                Objects.requireNonNull(config.target()).uri(),
                List.of(),
                RunState.RUNNING,
                lineage);
    }

    private @Nullable Lineage lineage(Target target) {
        String name = config.run().name();
        if (name == null) {
            return null;
        }
        List<RunInfo> runs = new Runs(config.run().base()).list();
        Lineage lineage = Lineage.after(runs, name);
        RunNode nodes = new RunNode(target);
        List<String> elsewhere =
                lineage.base().stream().filter(id -> !nodes.exists(id)).toList();
        for (RunInfo run : runs) {
            if (run.state() == RunState.FINISHED && elsewhere.contains(run.runId())) {
                throw new MigratorException(
                        Fault.CONFIGURATION,
                        ("Run %s, the last one named '%s', has not written to the graph at %s, so this run cannot be"
                                        + " compared with it; set another run.name for another or an emptied graph.")
                                .formatted(
                                        run.runId(),
                                        name,
                                        Objects.requireNonNull(config.target()).uri()));
            }
        }
        return lineage.without(elsewhere);
    }

    private void checkName(RunInfo info) {
        String name = config.run().name();
        String before = info.lineage() == null ? null : info.lineage().name();
        if (!Objects.equals(name, before)) {
            throw new MigratorException(
                    Fault.CONFIGURATION,
                    "Run %s was started %s and cannot be continued %s; change run.name back."
                            .formatted(info.runId(), words(before), words(name)));
        }
    }

    private static String words(@Nullable String name) {
        return name == null ? "without run.name" : "with run.name '%s'".formatted(name);
    }

    private Map<String, Object> description(MigrationRun run) {
        return Map.of(
                "tool_version", request.toolVersion(),
                "config_hash", request.configHash(),
                "files", run.files().runDirectory());
    }
}
