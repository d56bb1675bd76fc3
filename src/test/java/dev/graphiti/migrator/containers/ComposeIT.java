package dev.graphiti.migrator.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;

/** The demo of {@code src/demo/outfitter/compose.yaml}, started as a user does, twice. */
@Tag("containers")
class ComposeIT {
    @RegisterExtension
    static final ContainerEngine ENGINE = ContainerEngine.shared();

    private static final String PASSWORD = "of-the-tests";

    // The same in each call: if a setting changes, Compose replaces the container.
    private final int bolt = ContainerServer.freePort();
    private final int http = ContainerServer.freePort();
    private final int rest = ContainerServer.freePort();
    private List<String> compose = List.of();

    @BeforeEach
    void findCompose() {
        compose = Stream.of(List.of("docker", "compose"), List.of("docker-compose"))
                .filter(ComposeIT::exists)
                .findFirst()
                .orElse(List.of());
        assumeFalse(
                compose.isEmpty(),
                "The demo in containers is skipped: neither docker compose nor docker-compose was found; on Debian,"
                        + " install docker-compose.");
    }

    private static boolean exists(List<String> program) {
        // The shell reports a program that does not exist; this JVM would throw.
        return Command.of("sh", "-c", String.join(" ", program) + " version")
                        .run(1, TimeUnit.MINUTES)
                        .code()
                == 0;
    }

    @AfterEach
    void down() {
        if (!compose.isEmpty()) {
            compose("down", "--volumes", "--timeout", "5");
        }
    }

    @Test
    void showsTheDemoAndWhereToLook() {
        down(); // What a killed test has left.
        String first = up();

        assertThat(first)
                .contains("The sum holds", "Where to look:")
                .contains("user neo4j, password " + PASSWORD)
                .doesNotContain("\tat ");
        assertThat(count("(n:Customer)")).isGreaterThanOrEqualTo(60);
        assertThat(count("(n:Episodic)")).isEqualTo(236 - 15);
        assertThat(count("(:Customer)-[:RELATES_TO {name: 'ORDERED'}]->(:Product)"))
                .isPositive();

        assertThat(up().substring(first.length())).contains("nothing was changed", "Where to look:");
    }

    /** Starts what is not running, waits for the end of the migration, and returns all that it has printed so far. */
    private String up() {
        compose("up", "--detach");
        String migrator = compose("ps", "-q", "-a", "migrator");
        String code = Command.of("docker", "wait", migrator).output(10, TimeUnit.MINUTES);
        String log = ContainerEngine.docker("logs", migrator);
        assertThat(code).as(log).isEqualTo("0");
        return log;
    }

    private long count(String pattern) {
        try (Driver driver = GraphDatabase.driver("bolt://localhost:" + bolt, AuthTokens.basic("neo4j", PASSWORD))) {
            return driver.executableQuery("MATCH " + pattern + " RETURN count(*) AS count")
                    .execute()
                    .records()
                    .get(0)
                    .get("count")
                    .asLong();
        }
    }

    private String compose(String... arguments) {
        List<String> line = new ArrayList<>(compose);
        line.addAll(List.of("-p", "graphiti-migrator-test", "-f", "src/demo/outfitter/compose.yaml"));
        line.addAll(List.of(arguments));
        Map<String, String> variables = Map.of(
                "MIGRATOR_IMAGE", Images.tag("migrator"),
                "NEO4J_IMAGE", Images.tag("neo4j"),
                "KAFKA_IMAGE", Images.tag("kafka"),
                "NEO4J_PASSWORD", PASSWORD,
                "BOLT_PORT", String.valueOf(bolt),
                "HTTP_PORT", String.valueOf(http),
                "REST_PORT", String.valueOf(rest));
        return new Command(line, variables).output(10, TimeUnit.MINUTES);
    }
}
