package dev.graphiti.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileSystemsTest {
    @TempDir
    private Path folder;

    @AfterEach
    void asFlinkHasThemByItself() {
        FileSystem.initialize(new Configuration(), null);
    }

    @Test
    void readsFlinksConfiguration() throws IOException {
        Files.writeString(folder.resolve("config.yaml"), "fs.default-scheme: s3://archive/\n");

        FileSystems.setUp(Map.of("FLINK_CONF_DIR", folder.toString()));

        assertThat(FileSystem.getDefaultFsUri()).isEqualTo(URI.create("s3://archive/"));
    }

    @Test
    void leavesThemAsTheyAreWithoutIt() {
        FileSystems.setUp(Map.of());

        assertThat(FileSystem.getDefaultFsUri().getScheme()).isEqualTo("file");
    }

    @Test
    void saysWhatIsWrongWithIt() {
        assertThatThrownBy(() -> FileSystems.setUp(Map.of("FLINK_CONF_DIR", folder.toString())))
                .isInstanceOfSatisfying(
                        MigratorException.class,
                        failure -> assertThat(failure.fault()).isEqualTo(Fault.CONFIGURATION))
                .hasMessageStartingWith(
                        "FLINK_CONF_DIR is '%s', but Flink's configuration there cannot be read:", folder)
                .hasMessageEndingWith("; fix it, or unset the variable.")
                .hasMessageNotContaining(".;");
    }
}
