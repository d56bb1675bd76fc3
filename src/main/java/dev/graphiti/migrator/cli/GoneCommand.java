package dev.graphiti.migrator.cli;

import dev.graphiti.migrator.app.MigrationConfig;
import dev.graphiti.migrator.gone.GoneStep;
import dev.graphiti.migrator.runs.RunStatus;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "gone",
        description =
                "Shows which elements of earlier runs of the same name the source no longer has, and with --execute"
                        + " does with them what write.on-gone says.",
        sortOptions = false)
final class GoneCommand implements Callable<Integer> {
    @Mixin
    private ConfigOption config = new ConfigOption();

    @Parameters(
            paramLabel = "RUN",
            arity = "0..1",
            description = "The run that did not meet them. If omitted, the most recent one.")
    private @Nullable String run;

    @Option(names = "--execute", description = "Expires or removes them. Otherwise nothing is changed.")
    private boolean execute;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        MigrationConfig read = config.readWithTarget();
        TerminalConsole console = new TerminalConsole(spec.commandLine().getOut());
        new GoneStep(read, RunStatus.of(read).chosen(run), console).run(execute);
        return ExitCode.OK.code();
    }
}
