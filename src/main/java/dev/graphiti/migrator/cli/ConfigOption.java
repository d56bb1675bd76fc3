package dev.graphiti.migrator.cli;

import dev.graphiti.migrator.config.ConfigReader;
import dev.graphiti.migrator.graph.TargetOptions;
import dev.graphiti.migrator.migrate.MigrationConfig;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option {@code --config}, shared by all commands that need a configuration. */
final class ConfigOption {
    @Option(
            names = {"-c", "--config"},
            required = true,
            paramLabel = "FILE",
            description = "The configuration, one YAML file; see docs/configuration.md.")
    private Path file;

    /** As it stands in the file; the target may be missing. */
    MigrationConfig read() {
        return new ConfigReader<>(MigrationConfig.shape(), System.getenv()).read(file);
    }

    /** With a target: where the file names none, the local server, started if need be. */
    MigrationConfig readWithTarget() {
        MigrationConfig config = read();
        TargetOptions target = config.target();
        return target != null ? config : config.withTarget(LocalServer.started());
    }
}
