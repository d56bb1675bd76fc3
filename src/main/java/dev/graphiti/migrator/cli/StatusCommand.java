package dev.graphiti.migrator.cli;

import dev.graphiti.migrator.run.RunInfo;
import dev.graphiti.migrator.runs.RunOverview;
import java.io.PrintWriter;
import java.util.List;
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
        RunOverview overview = RunOverview.of(config.read());
        List<RunInfo> runs = overview.runs();
        if (run != null && !overview.has(run)) {
            throw new UnknownRunException(run, overview);
        }
        if (runs.isEmpty()) {
            throw new UnknownRunException("There is no run in %s yet.".formatted(overview.directory()));
        }
        runs.forEach(each -> out.println(
                "%s  %-10s  started %s".formatted(each.runId(), each.state().words(), each.startedAt())));
        String shown = run != null ? run : runs.get(runs.size() - 1).runId();
        out.println();
        overview.describe(shown).forEach(out::println);
        return ExitCode.OK.code();
    }
}
