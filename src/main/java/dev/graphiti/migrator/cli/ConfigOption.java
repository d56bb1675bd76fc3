package dev.graphiti.migrator.cli;

import dev.graphiti.migrator.app.MigrationConfig;
import dev.graphiti.migrator.config.ConfigReader;
import dev.graphiti.migrator.graph.TargetOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --config}, shared by all commands that need a configuration. */
final class ConfigOption {
    @Option(
            names = {"-c", "--config"},
            required = true,
            paramLabel = "FILE",
            description = "The configuration, one YAML file; see docs/configuration.md.")
    private Path file;

    private @Nullable MigrationConfig known;

    /** As it stands in the file, which is read once; the target may be missing. */
    MigrationConfig read() {
        if (known == null) {
            known = new ConfigReader<>(MigrationConfig.shape(), System.getenv()).read(file);
        }
        return known;
    }

    /** With a target: where the file names none, the local server, started if need be. */
    MigrationConfig readWithTarget() {
        MigrationConfig config = read();
        TargetOptions target = config.target();
        return target != null ? config : config.withTarget(LocalServer.started());
    }
}
