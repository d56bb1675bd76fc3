package dev.graphiti.migrator.cli;

import dev.graphiti.migrator.app.MigrationConfig;
import dev.graphiti.migrator.config.ConfigShape;
import dev.graphiti.migrator.config.EffectiveConfig;
import dev.graphiti.migrator.config.JsonSchemaWriter;
import dev.graphiti.migrator.config.ReferencePage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "config",
        description = "Checks, prints and documents configurations.",
        subcommands = {ConfigCommand.Check.class, ConfigCommand.JsonSchema.class, ConfigCommand.Reference.class})
final class ConfigCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Specify a command: check, json-schema or reference.");
    }

    private static ConfigShape<MigrationConfig> shape() {
        return MigrationConfig.shape();
    }

    /** What stands above the tables of the page. */
    private static String intro() {
        try (InputStream in = ConfigCommand.class.getResourceAsStream("configuration-intro.md")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Command(name = "check", description = "Reads a configuration and prints it with all defaults, without secrets.")
    static final class Check implements Callable<Integer> {
        @Mixin
        private ConfigOption config = new ConfigOption();

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            spec.commandLine()
                    .getOut()
                    .print(EffectiveConfig.of(shape(), config.read()).yaml());
            return ExitCode.OK.code();
        }
    }

    @Command(name = "json-schema", description = "Prints the JSON Schema of a configuration, for editors.")
    static final class JsonSchema implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            spec.commandLine().getOut().print(new JsonSchemaWriter(shape()).write("graphiti-migrator configuration"));
            return ExitCode.OK.code();
        }
    }

    @Command(name = "reference", description = "Prints the reference of all keys as Markdown: docs/configuration.md.")
    static final class Reference implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            spec.commandLine().getOut().print(new ReferencePage(shape()).write(intro()));
            return ExitCode.OK.code();
        }
    }
}
