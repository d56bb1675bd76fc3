package dev.graphiti.migrator.cli;

import dev.graphiti.migrator.job.FlinkEnvironmentInfo;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.util.Map;
import org.apache.flink.configuration.ConfigConstants;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.core.fs.FileSystem;

/**
 * Where an object storage is and how it is talked to, Flink's {@code config.yaml} says (for instance {@code s3.endpoint}).
 * Flink reads it before it calls us; a process that no Flink has called does so itself.
 */
final class FileSystems {
    private FileSystems() {}

    /**
     * Reads {@code config.yaml} in the folder that {@code FLINK_CONF_DIR} names, as Flink's own commands do, and nothing
     * without that variable.
     */
    static void setUp(Map<String, String> environment) {
        String folder = environment.get(ConfigConstants.ENV_FLINK_CONF_DIR);
        if (folder == null || !FlinkEnvironmentInfo.isThisProcess()) {
            return;
        }
        try {
            FileSystem.initialize(GlobalConfiguration.loadConfiguration(folder), null);
        } catch (RuntimeException e) {
            throw new MigratorException(
                    Fault.CONFIGURATION,
                    ("FLINK_CONF_DIR is '%s', but Flink's configuration there cannot be read: %s; fix it, or unset"
                                    + " the variable.")
                            .formatted(folder, String.valueOf(e.getMessage()).replaceFirst("\\.$", "")),
                    e);
        }
    }
}
