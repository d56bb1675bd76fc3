package dev.graphiti.migrator.cli;

import dev.graphiti.migrator.app.MigrationConfig;
import dev.graphiti.migrator.ledger.LedgerEvent;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.run.Runs;
import dev.graphiti.migrator.runs.RunLedger;
import dev.graphiti.migrator.runs.RunStatus;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "runs",
        description = "Shows what is stored of a run.",
        subcommands = {RunsCommand.Ledger.class})
final class RunsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Specify a command: ledger.");
    }

    @Command(
            name = "ledger",
            description = "Shows what a run did to each element: created, kept or updated, and the record that it comes"
                    + " from. All filters must match.",
            sortOptions = false)
    static final class Ledger implements Callable<Integer> {
        private static final long MOST_LINES = 50;

        @Mixin
        private ConfigOption config = new ConfigOption();

        @Parameters(paramLabel = "RUN", arity = "0..1", description = "The run. If omitted, the most recent one.")
        private @Nullable String run;

        @Option(names = "--event", paramLabel = "EVENT", description = "One of: ${COMPLETION-CANDIDATES}.")
        private @Nullable LedgerEvent event;

        @Option(
                names = "--kind",
                paramLabel = "KIND",
                description = "The label of a node or the type of an edge, for example Entity or RELATES_TO.")
        private @Nullable String kind;

        @Option(names = "--uuid", paramLabel = "UUID", description = "One element.")
        private @Nullable String uuid;

        @Option(names = "--collection", paramLabel = "NAME", description = "The collection of the records.")
        private @Nullable String collection;

        @Option(
                names = "--producer",
                paramLabel = "NAME",
                description = "The step that made the elements: mapping, graphrag or copy.")
        private @Nullable String producer;

        @Option(
                names = "--limit",
                paramLabel = "ROWS",
                description = "How many rows are shown at most. If omitted, 50, and with --json all.")
        private @Nullable Long limit;

        @Option(names = "--json", description = "One JSON object for each row, with hashes and former values.")
        private boolean json;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            RunLedger.Filter filter = new RunLedger.Filter(event, checkedKind(), uuid, collection, producer);
            if (limit != null && limit < 0) {
                throw new ParameterException(
                        spec.commandLine(), "--limit is %d; it must not be negative.".formatted(limit));
            }
            MigrationConfig read = config.read();
            String runId = RunStatus.of(read).chosen(run).runId();
            RunLedger ledger = RunLedger.of(runId, new Runs(read.run().base()).files(runId));
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                ledger.printJson(filter, limit == null ? Long.MAX_VALUE : limit, out);
            } else {
                ledger.print(filter, limit == null ? MOST_LINES : limit, out);
            }
            return ExitCode.OK.code();
        }

        private @Nullable String checkedKind() {
            try {
                return kind == null ? null : ElementKind.named(kind).graphName();
            } catch (IllegalArgumentException e) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--kind: %s; name a label or type of Graphiti.".formatted(e.getMessage()),
                        e);
            }
        }
    }
}
