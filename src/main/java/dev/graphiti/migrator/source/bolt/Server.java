package dev.graphiti.migrator.source.bolt;

import dev.graphiti.migrator.neo4j.Neo4jConnection;
import dev.graphiti.migrator.neo4j.Neo4jVersion;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.Result;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.exceptions.Neo4jException;

/** A connection to the source, for reading only. Failures are the driver's; {@link ServerFailure} gives them words. */
final class Server implements AutoCloseable {
    private static final Neo4jVersion OLDEST = new Neo4jVersion(5, 0);

    /** From here on Cypher 25 may be a database's default, in which ids need not be what they were. */
    private static final Neo4jVersion FIRST_WITH_CYPHER_25 = new Neo4jVersion(2025, 6);

    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final Driver driver;
    private final SessionConfig sessions;
    private final SessionConfig blocks;
    private final String prefix;

    private Server(Driver driver, String database, String prefix) {
        this.driver = driver;
        this.sessions = sessions(database).build();
        this.blocks = sessions(database).withFetchSize(Blocks.AHEAD).build();
        this.prefix = prefix;
    }

    private static SessionConfig.Builder sessions(String database) {
        return SessionConfig.builder().withDatabase(database).withDefaultAccessMode(AccessMode.READ);
    }

    /** @throws Neo4jException when no server answers there, or not to this user */
    static Server connect(Neo4jConnection connection) {
        Driver driver = connection.driver();
        try {
            Neo4jVersion version = connection.version(
                    driver, OLDEST, "only Neo4j 5 and later can be read; upgrade a copy of it and read that");
            boolean hasCypher25 = version.compareTo(FIRST_WITH_CYPHER_25) >= 0;
            return new Server(driver, connection.database(), hasCypher25 ? "CYPHER 5 " : "");
        } catch (RuntimeException e) {
            driver.close();
            throw e;
        }
    }

    /** All rows of a statement that gives few. */
    List<Record> list(String cypher, Map<String, Object> parameters) {
        return read(cypher, parameters, Result::list);
    }

    /** The same within a time, after which the server ends the statement. */
    List<Record> list(String cypher, Map<String, Object> parameters, Duration longest) {
        // The server takes zero for no bound at all.
        Duration bound = longest.compareTo(SHORTEST) < 0 ? SHORTEST : longest;
        TransactionConfig config =
                TransactionConfig.builder().withTimeout(bound).build();
        try (Session session = driver.session(sessions)) {
            return session.executeRead(
                    transaction -> transaction.run(prefix + cypher, parameters).list(), config);
        }
    }

    /**
     * Runs a statement in a transaction of its own, again when its failure is a passing one; so the reading must have no
     * other effect than its outcome. What it leaves of the result is not sent.
     */
    <T> T read(String cypher, Map<String, Object> parameters, Function<Result, T> reading) {
        return read(sessions, cypher, parameters, reading);
    }

    /** The same with a statement of {@link Blocks}. */
    <T> T readBlocks(String cypher, Map<String, Object> parameters, Function<Blocks, T> reading) {
        return read(blocks, cypher, parameters, result -> reading.apply(new Blocks(result)));
    }

    private <T> T read(
            SessionConfig config, String cypher, Map<String, Object> parameters, Function<Result, T> reading) {
        try (Session session = driver.session(config)) {
            return session.executeRead(transaction -> reading.apply(transaction.run(prefix + cypher, parameters)));
        }
    }

    long number(String cypher) {
        return list(cypher, Map.of()).get(0).get(0).asLong();
    }

    /** Parameters of a view and some more. */
    static Map<String, Object> parameters(Map<String, Object> ofView, Object... namesAndValues) {
        Map<String, Object> all = new HashMap<>(ofView);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            all.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return all;
    }

    @Override
    public void close() {
        driver.close();
    }
}
