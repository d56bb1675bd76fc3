package dev.graphiti.migrator.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.graphiti.migrator.config.Secret;
import dev.graphiti.migrator.graph.TargetOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.TransactionConfig;

/**
 * A real Neo4j: started when the first test asks for it, stopped when the JVM ends. One for all tests of a JVM is run by
 * {@code scripts/neo4j}, with its data under {@code target}. A test that leaves a connection of the project's own open
 * fails. A test that stops its server, or wants another one, has its own.
 */
public final class Neo4jServer implements AfterEachCallback, AutoCloseable {
    /** Else a statement would wait for ever for a lock that another test has left. */
    private static final TransactionConfig BOUNDED =
            TransactionConfig.builder().withTimeout(Duration.ofMinutes(3)).build();

    private static final Neo4jServer SHARED = own("it");

    private final Server server;

    private @Nullable TargetOptions options;
    private @Nullable Driver driver;

    private Neo4jServer(Server server) {
        this.server = server;
    }

    /** Another server, to be closed by the test. */
    public static Neo4jServer own(String name, String... settings) {
        Stream<String> start =
                Stream.of("--bolt-port", "0", "--http-port", "0", "--heap", "768m", "--page-cache", "256m");
        return on(new ServerProcess(
                new Script("scripts/neo4j", Path.of("target", "neo4j-" + name).toAbsolutePath()),
                "neo4j/run/neo4j.pid",
                Stream.concat(start, Stream.of(settings)).toList()));
    }

    /** The same on another kind of server. */
    public static Neo4jServer on(Server server) {
        return new Neo4jServer(server);
    }

    public static Neo4jServer shared() {
        return SHARED;
    }

    /** How to reach it; starts it where it is not running yet. */
    public synchronized TargetOptions options() {
        if (options == null) {
            Runtime.getRuntime().addShutdownHook(new Thread(server::kill));
            server.start();
            Map<String, String> environment = server.environment();
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

    /** The number of its process, once it runs. */
    public long pid() {
        return server.pid();
    }

    /** Ends it at once, as a crash would. */
    public void kill() {
        server.kill();
    }

    /** Ends it in good order. */
    public void stop() {
        server.stop();
    }

    /** Starts it again where it was, after a stop or a kill. */
    public void start() {
        server.start();
    }

    /** Stops it cleanly and starts it again. */
    public void restart() {
        server.stop();
        server.start();
    }

    /** Runs Cypher beside the project's own code; rows as plain maps. */
    public List<Map<String, Object>> query(String cypher, Map<String, Object> parameters) {
        try (Session session = driver().session(SessionConfig.forDatabase("neo4j"))) {
            return session.executeWrite(
                    transaction -> transaction.run(cypher, parameters).list(Record::asMap), BOUNDED);
        }
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
        // In parts: a transaction holds all that it removes in memory, a node with all its relationships.
        while ((long) value("MATCH ()-[r]->() WITH r LIMIT 20000 DELETE r RETURN count(*)") > 0) {}
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
                .atMost(Duration.ofMinutes(2))
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
        server.kill();
    }
}
