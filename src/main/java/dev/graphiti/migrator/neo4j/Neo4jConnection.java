package dev.graphiti.migrator.neo4j;

import dev.graphiti.migrator.config.Secret;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Logging;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.exceptions.AuthenticationException;
import org.neo4j.driver.exceptions.AuthorizationExpiredException;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.SecurityException;

/**
 * A database of Neo4j, how it is reached, and whose fault a failure is.
 *
 * @param end which end of a migration it is; part of messages
 */
public record Neo4jConnection(
        End end, String uri, String user, Secret password, String database, Duration connectionTimeout)
        implements Serializable {
    /** One end of a migration. */
    public enum End {
        SOURCE("source.", Fault.SOURCE),
        TARGET("target.", Fault.TARGET);

        private final String section;
        private final Fault fault;

        End(String section, Fault fault) {
            this.section = section;
            this.fault = fault;
        }
    }

    private static final String VERSION =
            "CALL dbms.components() YIELD name, versions WHERE name = 'Neo4j Kernel' RETURN versions[0] AS version";

    /** The settings of every driver. A passing failure is tried again for as long as a connection may take. */
    @SuppressWarnings("deprecation") // Without it the driver prints stack traces of a user's mistakes on the terminal.
    private Config config() {
        return Config.builder()
                .withConnectionTimeout(connectionTimeout.toMillis(), TimeUnit.MILLISECONDS)
                .withConnectionAcquisitionTimeout(
                        connectionTimeout.multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS)
                .withMaxTransactionRetryTime(connectionTimeout.toMillis(), TimeUnit.MILLISECONDS)
                .withUserAgent("graphiti-migrator")
                .withLogging(Logging.slf4j())
                .build();
    }

    /**
     * Makes a driver without asking the server anything.
     *
     * @throws MigratorException if the address is none of a Neo4j server, or holds a secret
     */
    public Driver driver() {
        BoltAddress.problem(end.section, uri).ifPresent(sentence -> {
            throw failure(sentence, null);
        });
        try {
            return GraphDatabase.driver(uri, AuthTokens.basic(user, password.value()), config());
        } catch (IllegalArgumentException | ClientException e) {
            throw failure(
                    "%suri '%s' is not the address of a Neo4j server (%s); write bolt://host:7687 or neo4j://host:7687."
                            .formatted(end.section, uri, e.getMessage()),
                    e);
        }
    }

    /**
     * Asks the server for its version.
     *
     * @param need what is needed and what to do, for the sentence about an older one
     * @throws MigratorException if it is older
     * @throws Neo4jException if no server answers there, or not to this user
     */
    public Neo4jVersion version(Driver driver, Neo4jVersion oldest, String need) {
        Neo4jVersion version;
        try (Session session = driver.session(SessionConfig.builder()
                .withDatabase(database)
                .withDefaultAccessMode(AccessMode.READ)
                .build())) {
            version = Neo4jVersion.parse(
                    session.run(VERSION).single().get("version").asString());
        }
        if (version.compareTo(oldest) < 0) {
            throw failure("The server at %s is Neo4j %s, and %s.".formatted(uri, version, need), null);
        }
        return version;
    }

    /** Gives words to what the server answers instead of data. */
    public MigratorException explained(Neo4jException failure) {
        String sentence;
        if (failure instanceof AuthenticationException || failure instanceof AuthorizationExpiredException) {
            sentence = "Neo4j at %s refuses user '%s' with this password; check %3$suser and %3$spassword."
                    .formatted(uri, user, end.section);
        } else if (failure instanceof SecurityException) {
            sentence =
                    "No secure connection to %s: %s; check the scheme of %suri (bolt, bolt+s, bolt+ssc) and the certificate."
                            .formatted(uri, failure.getMessage(), end.section);
        } else if (ServerAbsence.isOne(failure)) {
            sentence = "No Neo4j answers at %s (%s); check %suri and that the server runs."
                    .formatted(uri, failure.getMessage(), end.section);
        } else if ("Neo.ClientError.Database.DatabaseNotFound".equals(failure.code())) {
            sentence = "Neo4j at %s has no database '%s'; check %sdatabase.".formatted(uri, database, end.section);
        } else {
            sentence = "Neo4j at %s answers: %s (%s)".formatted(uri, failure.getMessage(), failure.code());
        }
        return failure(sentence, failure);
    }

    /** A failure of this end. */
    public MigratorException failure(String sentence, @Nullable Throwable cause) {
        return cause == null
                ? new MigratorException(end.fault, sentence)
                : new MigratorException(end.fault, sentence, cause);
    }
}
