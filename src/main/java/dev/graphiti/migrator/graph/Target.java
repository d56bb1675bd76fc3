package dev.graphiti.migrator.graph;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.neo4j.Neo4jVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.exceptions.Neo4jException;

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
    public static Target open(TargetOptions options) {
        return new Target(options, options.connection().driver());
    }

    /**
     * Makes sure that a Neo4j that Graphiti can use answers there.
     *
     * @throws MigratorException with one sentence that says what is wrong and what to do
     */
    public void verify() {
        try {
            options.connection()
                    .version(
                            driver,
                            Neo4jVersion.OLDEST,
                            "Graphiti needs %s or later; upgrade it or name another target"
                                    .formatted(Neo4jVersion.OLDEST));
        } catch (Neo4jException e) {
            throw explained(e);
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
        return options.connection().explained(failure);
    }

    @Override
    public void close() {
        driver.close();
    }
}
