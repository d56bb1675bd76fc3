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

    /** A subcommand that prints one text. */
    private abstract static class Printing implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        abstract String text();

        @Override
        public final Integer call() {
            spec.commandLine().getOut().print(text());
            return ExitCode.OK.code();
        }
    }

    @Command(name = "check", description = "Reads a configuration and prints it with all defaults, without secrets.")
    static final class Check extends Printing {
        @Mixin
        private ConfigOption config = new ConfigOption();

        @Override
        String text() {
            return EffectiveConfig.of(shape(), config.read()).yaml();
        }
    }

    @Command(name = "json-schema", description = "Prints the JSON Schema of a configuration, for editors.")
    static final class JsonSchema extends Printing {
        @Override
        String text() {
            return new JsonSchemaWriter(shape()).write("graphiti-migrator configuration");
        }
    }

    @Command(name = "reference", description = "Prints the reference of all keys as Markdown: docs/configuration.md.")
    static final class Reference extends Printing {
        @Override
        String text() {
            return new ReferencePage(shape()).write(intro());
        }

        /** What is above the tables of the page. */
        private static String intro() {
            try (InputStream in = ConfigCommand.class.getResourceAsStream("configuration-intro.md")) {
                return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
