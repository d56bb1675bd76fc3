package dev.graphiti.migrator.cli;

import dev.graphiti.migrator.app.MigrationConfig;
import dev.graphiti.migrator.app.MigrationOutcome;
import dev.graphiti.migrator.runs.DetachedRunReporter;
import dev.graphiti.migrator.runs.RunStatus;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "report",
        description = "Follows a run that was detached, or whose client has died, and creates its report.",
        sortOptions = false)
final class ReportCommand implements Callable<Integer> {
    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(names = "--run", paramLabel = "ID", description = "The run. If omitted, the most recent one.")
    private @Nullable String run;

    @Option(
            names = "--cluster",
            paramLabel = "URL",
            description = "The address of Flink's REST API, if not started by 'flink run'; for example"
                    + " http://localhost:8081.")
    private @Nullable String cluster;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        MigrationConfig read = config.readWithTarget();
        String chosen = RunStatus.of(read).chosen(run).runId();
        TerminalConsole console = new TerminalConsole(spec.commandLine().getOut());
        MigrationOutcome outcome = new DetachedRunReporter(read, console, Clock.systemUTC()).of(chosen, cluster);
        console.line(outcome.summary());
        return ExitCode.of(outcome).code();
    }
}
