package dev.graphiti.migrator.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.graphiti.migrator.config.Secret;
import dev.graphiti.migrator.graph.TargetOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.QueryConfig;
import org.neo4j.driver.Record;

/**
 * One real Neo4j for all tests of a JVM: started through {@code scripts/neo4j} when the first test asks for it, stopped
 * when the JVM ends, its data under {@code target}. A test that leaves a connection of the project's own open fails. A
 * test that stops its server, or wants another one, has its own.
 */
public final class Neo4jServer implements AfterEachCallback, AutoCloseable {
    private static final Neo4jServer SHARED = new Neo4jServer("it", List.of());

    private final Path folder;
    private final List<String> settings;

    private @Nullable TargetOptions options;
    private @Nullable Driver driver;

    private Neo4jServer(String name, List<String> settings) {
        folder = Path.of("target", "neo4j-" + name).toAbsolutePath();
        this.settings = List.copyOf(settings);
    }

    /** Another server, to be closed by the test. */
    public static Neo4jServer own(String name, String... settings) {
        return new Neo4jServer(name, List.of(settings));
    }

    public static Neo4jServer shared() {
        return SHARED;
    }

    /** How to reach it; starts it where it is not running yet. */
    public synchronized TargetOptions options() {
        if (options == null) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> script("kill")));
            List<String> start = new ArrayList<>(
                    List.of("--bolt-port", "0", "--http-port", "0", "--heap", "768m", "--page-cache", "256m"));
            start.addAll(settings);
            script("start", start.toArray(String[]::new));
            Map<String, String> environment = script("env")
                    .lines()
                    .map(line -> line.split("=", 2))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
            options = new TargetOptions(
                    value(environment, "NEO4J_URI"),
                    value(environment, "NEO4J_USER"),
                    new Secret(value(environment, "NEO4J_PASSWORD")),
                    "neo4j",
                    Duration.ofSeconds(15));
        }
        return options;
    }

    private static String value(Map<String, String> environment, String name) {
        String value = environment.get(name);
        assertThat(value).as(name).isNotNull();
        return String.valueOf(value);
    }

    /** Ends it at once, as a crash would. */
    public void kill() {
        script("kill");
    }

    /** Ends it in good order. */
    public void stop() {
        script("stop");
    }

    /** Starts it again where it was, after a stop or a kill. */
    public void start() {
        script("start");
    }

    /** Stops it cleanly and starts it again. */
    public void restart() {
        script("restart");
    }

    /** Runs Cypher beside the project's own code; rows as plain maps. */
    public List<Map<String, Object>> query(String cypher, Map<String, Object> parameters) {
        return driver()
                .executableQuery(cypher)
                .withParameters(parameters)
                .withConfig(QueryConfig.builder().withDatabase("neo4j").build())
                .execute()
                .records()
                .stream()
                .map(Record::asMap)
                .toList();
    }

    public List<Map<String, Object>> query(String cypher) {
        return query(cypher, Map.of());
    }

    /** The one value of the one row. */
    public Object value(String cypher) {
        return query(cypher).get(0).values().iterator().next();
    }

    public long count(String match) {
        return (long) value("MATCH " + match + " RETURN count(*)");
    }

    /** Removes all nodes and relationships; constraints and indexes stay. */
    public void clearData() {
        // In parts: one transaction holds all that it removes in memory.
        while ((long) value("MATCH (n) WITH n LIMIT 10000 DETACH DELETE n RETURN count(*)") > 0) {}
    }

    /** Removes everything. */
    public void clear() {
        clearData();
        for (Map<String, Object> constraint : query("SHOW CONSTRAINTS YIELD name")) {
            query("DROP CONSTRAINT `" + constraint.get("name") + "` IF EXISTS");
        }
        for (Map<String, Object> index : query("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'")) {
            query("DROP INDEX `" + index.get("name") + "` IF EXISTS");
        }
    }

    private synchronized Driver driver() {
        if (driver == null) {
            TargetOptions to = options();
            driver = GraphDatabase.driver(
                    to.uri(),
                    AuthTokens.basic(to.user(), to.password().value()),
                    Config.builder().withUserAgent("tests").build());
        }
        return driver;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        await("connections left open by " + context.getDisplayName())
                .untilAsserted(() -> assertThat(query("CALL dbms.listConnections() YIELD connectionId, userAgent"
                                + " WHERE userAgent STARTS WITH 'graphiti-migrator' RETURN connectionId"))
                        .isEmpty());
    }

    @Override
    public synchronized void close() {
        if (driver != null) {
            driver.close();
            driver = null;
        }
        script("kill");
    }

    private String script(String command, String... arguments) {
        List<String> line = new ArrayList<>(List.of("scripts/neo4j", command, "--data", folder.toString()));
        line.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(line)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(String.join(" ", line)).isZero();
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + line, e);
        }
    }
}
