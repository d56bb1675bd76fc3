package dev.graphiti.migrator.source.bolt;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Logging;
import org.neo4j.driver.Record;
import org.neo4j.driver.Result;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.exceptions.Neo4jException;

/** A connection to the source, for reading only. Failures are the driver's; {@link ServerFailure} gives them words. */
final class Server implements AutoCloseable {
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");

    /** From here on Cypher 25 may be a database's default, in which ids need not be what they were. */
    private static final int FIRST_WITH_CYPHER_25 = 2025 * 100 + 6;

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
    @SuppressWarnings("deprecation") // Without it the driver prints stack traces of a user's mistakes on the terminal.
    static Server connect(ServerAddress address) {
        Config config = Config.builder()
                .withConnectionTimeout(address.connectionTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .withConnectionAcquisitionTimeout(
                        address.connectionTimeout().multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS)
                .withMaxTransactionRetryTime(address.connectionTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .withUserAgent("graphiti-migrator")
                .withLogging(Logging.slf4j())
                .build();
        Driver driver;
        try {
            driver = GraphDatabase.driver(
                    address.uri(),
                    AuthTokens.basic(address.user(), address.password().value()),
                    config);
        } catch (IllegalArgumentException | ClientException e) {
            throw ServerFailure.badAddress(address, e);
        }
        try {
            return connect(driver, address);
        } catch (RuntimeException e) {
            driver.close();
            throw e;
        }
    }

    private static Server connect(Driver driver, ServerAddress address) {
        String version = new Server(driver, address.database(), "")
                .list(
                        "CALL dbms.components() YIELD name, versions WHERE name = 'Neo4j Kernel' RETURN versions[0] AS version",
                        Map.of())
                .get(0)
                .get("version")
                .asString();
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) < 5) {
            throw ServerFailure.tooOld(address, version);
        }
        int release = Integer.parseInt(matcher.group(1)) * 100 + Integer.parseInt(matcher.group(2));
        return new Server(driver, address.database(), release >= FIRST_WITH_CYPHER_25 ? "CYPHER 5 " : "");
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
