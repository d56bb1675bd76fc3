package dev.graphiti.migrator.cli;

import dev.graphiti.migrator.job.FlinkEnvironmentInfo;
import dev.graphiti.migrator.job.OutOfMemory;
import dev.graphiti.migrator.model.MigratorException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.logging.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The entry of the job jar, for {@code flink run} and for {@code scripts/graphiti-migrator} alike. */
@Command(
        name = "graphiti-migrator",
        description = "Moves records into Graphiti, the temporal knowledge graph on Neo4j.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            MigrateCommand.class,
            StatusCommand.class,
            ReportCommand.class,
            RunsCommand.class,
            GoneCommand.class,
            SchemaCommand.class,
            ConfigCommand.class,
            HelpCommand.class,
            GenerateCompletion.class
        })
public final class Main implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    /** The driver tells the platform's logger, which ends on the terminal, about each connection. Kept: its level is. */
    private static final java.util.logging.Logger DRIVER_LOG = java.util.logging.Logger.getLogger("org.neo4j.driver");

    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        DRIVER_LOG.setLevel(Level.WARNING);
        MemoryAlarm.listen();
        PrintWriter out = new PrintWriter(System.out, true, Charset.defaultCharset());
        int code = commandLine().setOut(out).execute(arguments);
        out.flush();
        if (code != ExitCode.OK.code() && FlinkEnvironmentInfo.ofThisProcess().isApplication()) {
            // It is Flink's process; what we throw is what it tells of an application that could not start its job.
            throw new IllegalStateException(
                    "graphiti-migrator has ended with exit code %d; see its log for the cause.".formatted(code));
        }
        // With flink run, the client's JVM goes on after main and must; a plain zero needs no exit.
        if (code != ExitCode.OK.code()) {
            System.exit(code);
        }
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Main());
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setExecutionStrategy(Main::execute);
        commandLine.setExecutionExceptionHandler(Main::explain);
        commandLine
                .getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(ExitCode.table());
        return commandLine;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Specify one of the commands below.");
    }

    private static int execute(CommandLine.ParseResult parsed) {
        try {
            FileSystems.setUp(System.getenv());
        } catch (MigratorException e) {
            throw new ExecutionException(parsed.commandSpec().commandLine(), "set-up failed", e);
        }
        try {
            return new RunLast().execute(parsed);
        } catch (OutOfMemoryError e) {
            throw new ExecutionException(parsed.commandSpec().commandLine(), "out of memory", e);
        }
    }

    /** One sentence for what a user can fix; a stack trace goes to the log, and to the terminal only for our faults. */
    private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        MigratorException memory = OutOfMemory.here(failure);
        if (memory != null) {
            LOG.error("out of memory", failure);
            return fail(command, memory);
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MigratorException known) {
                LOG.debug("failed", failure);
                return fail(command, known);
            }
        }
        LOG.error("failed", failure);
        PrintWriter err = command.getErr();
        err.println(command.getColorScheme()
                .errorText("graphiti-migrator: internal error: " + failure + "; please report it with the log."));
        err.println(command.getColorScheme().stackTraceText(failure));
        err.flush();
        return ExitCode.INTERNAL.code();
    }

    /** Prints the sentence and returns the exit code. */
    static int fail(CommandLine command, MigratorException failure) {
        LOG.warn("{}", failure.getMessage());
        command.getErr().println(command.getColorScheme().errorText("graphiti-migrator: " + failure.getMessage()));
        command.getErr().flush();
        return ExitCode.of(failure.fault()).code();
    }

    /** The version that the build wrote into the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"graphiti-migrator " + number()};
        }

        static String number() {
            String version = Main.class.getPackage().getImplementationVersion();
            return version == null ? "development" : version;
        }
    }
}
