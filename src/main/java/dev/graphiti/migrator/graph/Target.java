package dev.graphiti.migrator.graph;

import dev.graphiti.migrator.config.BoltAddress;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Logging;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.exceptions.AuthenticationException;
import org.neo4j.driver.exceptions.AuthorizationExpiredException;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.SecurityException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;

/** A connection to the graph. */
public final class Target implements AutoCloseable {
    private static final String GRAPHITIS_DATABASE = "neo4j";

    private final TargetOptions options;
    private final Driver driver;

    private Target(TargetOptions options, Driver driver) {
        this.options = options;
        this.driver = driver;
    }

    /** Makes a driver without asking the server anything. */
    @SuppressWarnings("deprecation") // Without it the driver prints stack traces of a user's mistakes on the terminal.
    public static Target open(TargetOptions options) {
        BoltAddress.problem("target.", options.uri()).ifPresent(sentence -> {
            throw new MigratorException(Fault.TARGET, sentence);
        });
        Config config = Config.builder()
                .withConnectionTimeout(options.connectionTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .withConnectionAcquisitionTimeout(
                        options.connectionTimeout().multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS)
                .withUserAgent("graphiti-migrator")
                .withLogging(Logging.slf4j())
                .build();
        try {
            Driver driver = GraphDatabase.driver(
                    options.uri(),
                    AuthTokens.basic(options.user(), options.password().value()),
                    config);
            return new Target(options, driver);
        } catch (IllegalArgumentException | ClientException e) {
            throw new MigratorException(
                    Fault.TARGET,
                    "target.uri '%s' is not the address of a Neo4j server (%s); write bolt://host:7687 or neo4j://host:7687"
                            .formatted(options.uri(), e.getMessage()),
                    e);
        }
    }

    /**
     * Makes sure that a Neo4j that Graphiti can use answers there.
     *
     * @throws MigratorException with one sentence that says what is wrong and what to do
     */
    public void verify() {
        Record component = single(
                "CALL dbms.components() YIELD name, versions WHERE name = 'Neo4j Kernel' RETURN versions[0] AS version",
                Map.of());
        Neo4jVersion version = Neo4jVersion.parse(component.get("version").asString());
        if (version.compareTo(Neo4jVersion.OLDEST) < 0) {
            throw new MigratorException(
                    Fault.TARGET,
                    "The server at %s is Neo4j %s, and Graphiti needs %s or later; upgrade it or name another target."
                            .formatted(options.uri(), version, Neo4jVersion.OLDEST));
        }
    }

    /**
     * Which clients of Graphiti do not find the graph without a setting. Before 0.30.1 Graphiti reads the user's home database
     * and writes into {@code neo4j} ({@code neo4j_driver.py}); empty if the target is both.
     */
    public Optional<String> caution() {
        try (Session session = driver.session()) {
            return caution(
                    options.database(),
                    session.run("CALL db.info() YIELD name RETURN name")
                            .single()
                            .get(0)
                            .asString());
        } catch (Neo4jException e) {
            throw explained(e);
        }
    }

    static Optional<String> caution(String database, String home) {
        if (!database.equals(GRAPHITIS_DATABASE)) {
            return Optional.of(
                    "The target is database '%1$s'. Give Graphiti database='%1$s', and its MCP server NEO4J_DATABASE=%1$s. Graphiti before 0.30.1 and its REST server always write into '%2$s'."
                            .formatted(database, GRAPHITIS_DATABASE));
        }
        return home.equals(GRAPHITIS_DATABASE)
                ? Optional.empty()
                : Optional.of(
                        "The target is database '%s', and the user's home database is '%s'. Graphiti before 0.30.1 reads the home database and does not find the graph; use a later release."
                                .formatted(database, home));
    }

    /** The database's own id, which is the same whatever address it is reached by. */
    public String databaseId() {
        return single("CALL db.info() YIELD id RETURN id", Map.of()).get("id").asString();
    }

    public TargetOptions options() {
        return options;
    }

    public Session session() {
        return driver.session(SessionConfig.forDatabase(options.database()));
    }

    /**
     * A session that only reads.
     *
     * @param ahead how many rows the server sends before they are taken
     */
    public Session reading(long ahead) {
        return driver.session(SessionConfig.builder()
                .withDatabase(options.database())
                .withDefaultAccessMode(AccessMode.READ)
                .withFetchSize(ahead)
                .build());
    }

    /** Runs one statement in a transaction of its own; all its rows. */
    public List<Record> run(String cypher, Map<String, Object> parameters) {
        try (Session session = session()) {
            return session.run(cypher, parameters).list();
        } catch (Neo4jException e) {
            throw explained(e);
        }
    }

    Record single(String cypher, Map<String, Object> parameters) {
        return run(cypher, parameters).get(0);
    }

    public MigratorException explained(Neo4jException failure) {
        String sentence;
        if (failure instanceof AuthenticationException || failure instanceof AuthorizationExpiredException) {
            sentence = "Neo4j at %s refuses user '%s' with this password; check target.user and target.password."
                    .formatted(options.uri(), options.user());
        } else if (failure instanceof SecurityException) {
            sentence = "No secure connection to %s: %s; check the scheme (bolt, bolt+s, bolt+ssc) and the certificate."
                    .formatted(options.uri(), failure.getMessage());
        } else if (failure instanceof ServiceUnavailableException) {
            sentence = "No Neo4j answers at %s (%s); check target.uri and that the server runs."
                    .formatted(options.uri(), failure.getMessage());
        } else if ("Neo.ClientError.Database.DatabaseNotFound".equals(failure.code())) {
            sentence = "Neo4j at %s has no database '%s'; check target.database."
                    .formatted(options.uri(), options.database());
        } else {
            sentence = "Neo4j at %s answers: %s (%s)".formatted(options.uri(), failure.getMessage(), failure.code());
        }
        return new MigratorException(Fault.TARGET, sentence, failure);
    }

    @Override
    public void close() {
        driver.close();
    }
}
