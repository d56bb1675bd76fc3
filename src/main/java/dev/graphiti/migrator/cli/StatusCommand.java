package dev.graphiti.migrator.cli;

import dev.graphiti.migrator.run.RunInfo;
import dev.graphiti.migrator.runs.RunStatus;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "status", description = "Shows all runs, and the progress of one of them up to its last checkpoint.")
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(names = "--run", paramLabel = "ID", description = "The run. If omitted, the most recent one.")
    private @Nullable String run;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        RunStatus overview = RunStatus.of(config.read());
        RunInfo chosen = overview.chosen(run);
        overview.runs()
                .forEach(each -> out.println("%s  %-10s  started %s"
                        .formatted(each.runId(), each.state().words(), each.startedAt())));
        out.println();
        overview.describe(chosen.runId()).forEach(out::println);
        return ExitCode.OK.code();
    }
}
