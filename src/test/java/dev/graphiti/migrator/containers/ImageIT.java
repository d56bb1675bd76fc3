package dev.graphiti.migrator.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;

/** The image of {@code k8s/Dockerfile}: what it contains, and that Flink and the migrator run in it as on Kubernetes. */
@Tag("containers")
class ImageIT {
    @RegisterExtension
    static final ContainerEngine ENGINE = ContainerEngine.shared();

    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** As in {@code k8s/jobs/job.yaml}. */
    private static final String CLASS_PATH =
            "/opt/flink/usrlib/graphiti-migrator.jar:/opt/flink/lib/*:/opt/flink/plugins/s3-fs-hadoop/*";

    @Test
    void isLabeled() {
        assertThat(MigratorImage.label("org.opencontainers.image.title")).isEqualTo("graphiti-migrator");
        assertThat(MigratorImage.label("org.opencontainers.image.version")).isEqualTo(version());
        assertThat(MigratorImage.label("org.opencontainers.image.licenses")).isEqualTo("Apache-2.0");
        assertThat(MigratorImage.label("org.opencontainers.image.revision"))
                .isEqualTo(Command.of("git", "rev-parse", "HEAD").output(1, TimeUnit.MINUTES));
        assertThat(MigratorImage.base()).matches("(graphiti-migrator/)?flink:2\\.3\\.0-java17");
    }

    @Test
    void addsTheJobJarLastAndLittleElse() throws IOException {
        long jar = Files.size(jar());
        List<Long> layers = MigratorImage.layers();

        assertThat(layers.get(0)).isBetween(jar, jar + 4096);
        assertThat(layers.subList(1, layers.size()))
                .isNotEmpty()
                .allSatisfy(size -> assertThat(size).isLessThan(4096));
    }

    @Test
    void runsAsAUserWithoutRightsToChangeIt() {
        assertThat(MigratorImage.inspect("{{.Config.User}}")).isEqualTo("9999:9999");
        assertThat(output("id")).startsWith("uid=9999(flink) gid=9999(flink)");
        assertThat(output("sh", "-c", "touch /opt/flink/usrlib/other.jar /etc/other 2>&1; true"))
                .isEqualTo("""
                        touch: cannot touch '/opt/flink/usrlib/other.jar': Read-only file system
                        touch: cannot touch '/etc/other': Read-only file system
                        """);
    }

    @Test
    void printsTheVersionOfTheMigrator() {
        assertThat(output("java", "-cp", CLASS_PATH, "dev.graphiti.migrator.cli.Main", "--version"))
                .isEqualTo("graphiti-migrator " + version() + "\n");
    }

    @Test
    void runsAClusterThatReportsItsHealth() throws Exception {
        try (Network network = Network.newNetwork();
                FlinkContainer jobManager = FlinkContainer.jobManager(network);
                FlinkContainer taskManager = FlinkContainer.taskManager(network, "taskmanager.numberOfTaskSlots: 3")) {
            jobManager.start();
            taskManager.start();

            await().atMost(LONGEST).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
                assertThat(overview(jobManager).path("taskmanagers").asInt()).isEqualTo(1);
                assertThat(overview(jobManager).path("slots-total").asInt()).isEqualTo(3);
            });
            assertThat(overview(jobManager).path("flink-version").asText()).isEqualTo("2.3.0");
            await().atMost(LONGEST).untilAsserted(() -> {
                assertThat(health(jobManager)).isEqualTo("healthy");
                assertThat(health(taskManager)).isEqualTo("healthy");
            });
            assertThat(jobManager.getLogs()).doesNotContain("ERROR");
            assertThat(taskManager.getLogs()).doesNotContain("ERROR");

            ExecResult list = jobManager.execInContainer("flink", "list");
            assertThat(list.getStdout()).contains("No running jobs.");
            // Nothing listens on this port.
            ExecResult unhealthy = jobManager.execInContainer("env", "FLINK_REST_PORT=1", "healthcheck");
            assertThat(unhealthy.getExitCode()).isOne();
        }
    }

    private static String output(String... command) {
        try (FlinkContainer container =
                FlinkContainer.program(command).withStartupCheckStrategy(new OneShotStartupCheckStrategy())) {
            container.start();
            return container.getLogs();
        }
    }

    private static String health(FlinkContainer container) {
        return Objects.requireNonNull(
                        container.getCurrentContainerInfo().getState().getHealth())
                .getStatus();
    }

    private static JsonNode overview(FlinkContainer jobManager) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(jobManager.rest() + "/overview"))
                .timeout(Duration.ofSeconds(10))
                .build();
        return new ObjectMapper()
                .readTree(
                        HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    private static Path jar() {
        return Path.of("target/graphiti-migrator-%s-job.jar".formatted(version()));
    }

    /** As pom.xml contains it. */
    private static String version() {
        try {
            return Files.readString(Path.of("pom.xml"))
                    .lines()
                    .filter(line -> line.contains("<version>"))
                    .findFirst()
                    .orElseThrow()
                    .replaceAll("\\s|</?version>", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
