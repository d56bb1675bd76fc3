package dev.graphiti.migrator.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/docker-engine} and {@code scripts/image} on a machine where Docker's client finds no engine. */
class ScriptsTest {
    private static final List<String> TOOLS =
            List.of("bash", "cat", "dirname", "grep", "readlink", "sed", "timeout", "tr", "head");

    @TempDir
    private Path folder;

    @BeforeEach
    void makeMachine() throws IOException {
        for (String tool : TOOLS) {
            Path known = find(tool);
            Files.createSymbolicLink(folder.resolve(tool), known);
        }
        Path docker = Files.writeString(folder.resolve("docker"), "#!/usr/bin/env bash\nexit 1\n");
        assertThat(docker.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void nameWhatAnEngineLacks() {
        Command.Ended start = run("scripts/docker-engine", "start", "--data", folder.toString());

        assertThat(start.code()).isEqualTo(5);
        assertThat(start.err())
                .matches("scripts/docker-engine: A Docker engine cannot run here: (it needs root\\."
                        + "|dockerd was not found; on Debian, install docker\\.io, iptables and iproute2\\.)");
    }

    @Test
    void knowThatNoEngineRuns() {
        String data = folder.resolve("none").toString();

        assertThat(run("scripts/docker-engine", "env", "--data", data))
                .isEqualTo(
                        new Command.Ended(3, "", "scripts/docker-engine: No engine is running: start one with start."));
        assertThat(run("scripts/docker-engine", "status", "--data", data))
                .isEqualTo(new Command.Ended(3, "Not running: " + data + "/docker", ""));
        assertThat(run("scripts/docker-engine", "stop", "--data", data))
                .isEqualTo(new Command.Ended(0, "Not running: " + data + "/docker", ""));
        assertThat(run("scripts/image", "migrator"))
                .isEqualTo(new Command.Ended(
                        5,
                        "",
                        "scripts/image: No Docker engine answers at unix:///none.sock: start one with scripts/docker-engine"
                                + " start."));
    }

    @Test
    void refuseAFolderOfOthers() throws IOException {
        Path data = Files.createDirectories(folder.resolve("other/docker")).getParent();

        assertThat(run("scripts/docker-engine", "wipe", "--yes", "--data", String.valueOf(data)))
                .isEqualTo(new Command.Ended(
                        2,
                        "",
                        "scripts/docker-engine: %s/docker was not created by scripts/docker-engine: choose another folder with --data."
                                .formatted(data)));
    }

    @Test
    void haveTheVersionOfFlinkOfTheProject() throws IOException {
        String version = property("pom.xml", "flink.version");

        assertThat(Files.readAllLines(Path.of("scripts/flink-image/requirements.txt")))
                .filteredOn(line -> line.contains("=="))
                .hasSize(2)
                .allMatch(line -> line.contains("==" + version + " --hash=sha256:"));
        assertThat(Path.of("k8s/Dockerfile")).content().contains("ARG BASE=flink:" + version + "-java17");
    }

    @Test
    void haveTheVersionsOfTheDemo() throws IOException {
        assertThat(Path.of("src/demo/outfitter/compose.yaml"))
                .content()
                .contains(":-graphiti-migrator:" + property("pom.xml", "version") + "}")
                .contains(":-neo4j:" + property("scripts/neo4j-server/pom.xml", "neo4j.version") + "-community}")
                .contains(":-apache/kafka:" + property("scripts/kafka-server/pom.xml", "kafka.version") + "}");
    }

    private static String property(String pom, String name) throws IOException {
        var value = Pattern.compile("<%1$s>(.*)</%1$s>".formatted(Pattern.quote(name)))
                .matcher(Files.readString(Path.of(pom)));
        assertThat(value.find()).as(name).isTrue();
        return value.group(1);
    }

    @Test
    void nameTheReasonWhyTestsAreSkipped() {
        assertThat(ContainerEngine.reason(Map.of("CONTAINERS_REASON", "It needs root.")))
                .isEqualTo("Tests with containers are skipped: It needs root.");
        assertThat(ContainerEngine.reason(Map.of("DOCKER_HOST", "unix:///none.sock")))
                .isEqualTo("Tests with containers are skipped: no Docker engine answers at unix:///none.sock;"
                        + " scripts/docker-engine start runs one");
    }

    private static Path find(String tool) {
        return Stream.of("/usr/bin", "/bin")
                .map(bin -> Path.of(bin, tool))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
    }

    private Command.Ended run(String... line) {
        return Command.of(line[0], Arrays.copyOfRange(line, 1, line.length))
                .with("PATH", folder.toString())
                .with("DOCKER_HOST", "unix:///none.sock")
                .run(1, TimeUnit.MINUTES);
    }
}
