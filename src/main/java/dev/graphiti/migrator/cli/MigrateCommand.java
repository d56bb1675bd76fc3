package dev.graphiti.migrator.cli;

import dev.graphiti.migrator.app.MigrationConfig;
import dev.graphiti.migrator.app.MigrationOutcome;
import dev.graphiti.migrator.app.SourcePlan;
import dev.graphiti.migrator.config.EffectiveConfig;
import dev.graphiti.migrator.gone.GoneStep;
import dev.graphiti.migrator.graph.write.WriteOptions.OnGone;
import dev.graphiti.migrator.job.Console;
import dev.graphiti.migrator.job.FlinkEnvironmentInfo;
import dev.graphiti.migrator.job.JobFailure;
import dev.graphiti.migrator.migrate.DryRun;
import dev.graphiti.migrator.migrate.Migration;
import dev.graphiti.migrator.migrate.MigrationRequest;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.pipeline.PipelineBuilder;
import dev.graphiti.migrator.run.Lineage;
import dev.graphiti.migrator.runs.RunStatus;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "migrate", description = "Moves the records of the source into the graph.", sortOptions = false)
final class MigrateCommand implements Callable<Integer> {
    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(
            names = "--dry-run",
            description = "Reads a few records of each collection and shows how they are mapped. Writes nothing.")
    private boolean dryRun;

    @Option(
            names = {"-p", "--parallelism"},
            paramLabel = "N",
            description = "The number of subtasks of each step.")
    private @Nullable Integer parallelism;

    @Option(
            names = {"-s", "--savepoint"},
            paramLabel = "PATH",
            description = "Resumes from this savepoint or retained checkpoint, at any parallelism;"
                    + " 'latest' is the run's newest checkpoint.")
    private @Nullable String savepoint;

    @Option(
            names = "--continue",
            description =
                    "Resumes the most recent unfinished run in run.directory from its last checkpoint, or starts a new run."
                            + " Intended for supervisors that restart the command, such as Flink's application mode.")
    private boolean unfinished;

    @Option(
            names = "--run",
            paramLabel = "ID",
            description = "The run of the savepoint, if its path does not identify it.")
    private @Nullable String run;

    @Option(
            names = "--detached",
            description = "Exits after the job is submitted to the cluster; 'report' creates the report later.")
    private boolean detached;

    @Option(
            names = "--execute",
            description =
                    "After a run with a name, does what write.on-gone says with elements that the source no longer"
                            + " has. Otherwise they are only shown.")
    private boolean execute;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        // There, Flink itself tells how its job has ended, and an exit code would end it before it has.
        FlinkEnvironmentInfo flink = FlinkEnvironmentInfo.ofThisProcess();
        boolean flinkTells = flink.isApplication();
        Console console = flinkTells
                ? new LogConsole()
                : new TerminalConsole(spec.commandLine().getOut());
        if (dryRun) {
            checkDryRun();
            new DryRun(config.read(), console).run();
            return ExitCode.OK.code();
        }
        checkParallelism();
        checkRun(flink.savepoint());
        MigrationConfig given = config.read();
        checkExecute(given);
        SourcePlan plan = given.target() == null && isNewRun() ? SourcePlan.of(given) : null;
        MigrationConfig read = config.readWithTarget();
        EffectiveConfig effective = EffectiveConfig.of(MigrationConfig.shape(), read);
        MigrationRequest request = new MigrationRequest(
                read,
                effective.yaml(),
                effective.sha256(),
                Main.Version.number(),
                parallelism,
                savepoint,
                unfinished,
                run,
                plan,
                detached);
        try {
            Optional<MigrationOutcome> outcome =
                    new Migration(request, console, Clock.systemUTC(), new SecureRandom()).run();
            outcome.ifPresent(ended -> {
                console.line(ended.summary());
                settleGone(read, ended, console, flinkTells);
            });
            ExitCode code = outcome.map(ExitCode::of).orElse(ExitCode.OK);
            return flinkTells ? ExitCode.OK.code() : code.code();
        } catch (JobFailure e) {
            if (!flinkTells) {
                throw e;
            }
            Main.fail(spec.commandLine(), e);
            return ExitCode.OK.code();
        }
    }

    /** What the source no longer has is known only of a run that follows another one of its name. */
    private void settleGone(MigrationConfig read, MigrationOutcome ended, Console console, boolean flinkTells) {
        Lineage lineage = ended.report().run().lineage();
        if (lineage == null || lineage.base().isEmpty() || !ended.sumHolds()) {
            return;
        }
        try {
            new GoneStep(read, ended.report().run(), console).run(execute);
        } catch (MigratorException e) {
            if (!flinkTells) {
                throw e;
            }
            Main.fail(spec.commandLine(), e);
        }
    }

    private void checkExecute(MigrationConfig read) {
        if (execute && (detached || read.write().onGone() == OnGone.KEEP)) {
            throw new ParameterException(
                    spec.commandLine(),
                    detached
                            ? "--execute works on a run that has finished, which --detached does not wait for; run 'gone --execute' after 'report'."
                            : "--execute needs write.on-gone: expire or remove.");
        }
    }

    /** Whether the source is asked for a plan in any case: a file that is not there is told before a server is started. */
    private boolean isNewRun() {
        return savepoint == null && !unfinished;
    }

    /** What would silently do nothing is refused. */
    private void checkDryRun() {
        List<String> given = new ArrayList<>();
        add(given, "--parallelism", parallelism != null);
        add(given, "--savepoint", savepoint != null);
        add(given, "--continue", unfinished);
        add(given, "--run", run != null);
        add(given, "--detached", detached);
        add(given, "--execute", execute);
        if (!given.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--dry-run does not start a run; omit %s.".formatted(String.join(" and ", given)));
        }
    }

    private static void add(List<String> given, String option, boolean isGiven) {
        if (isGiven) {
            given.add(option);
        }
    }

    private void checkParallelism() {
        if (parallelism != null && (parallelism < 1 || parallelism > PipelineBuilder.MAX_PARALLELISM)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--parallelism must be 1 to %d, it is %d.".formatted(PipelineBuilder.MAX_PARALLELISM, parallelism));
        }
    }

    private void checkRun(@Nullable String savepointOfFlink) {
        if (unfinished && savepoint != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--continue selects the run and its last checkpoint automatically; give either --continue or --savepoint.");
        }
        if (run == null) {
            return;
        }
        if (savepoint == null && savepointOfFlink == null) {
            throw new ParameterException(
                    spec.commandLine(), "--run names the run of a savepoint; give --savepoint too, or omit --run.");
        }
        RunStatus.of(config.read()).require(run);
    }
}
