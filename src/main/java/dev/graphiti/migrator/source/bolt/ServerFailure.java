package dev.graphiti.migrator.source.bolt;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.io.IOException;
import org.neo4j.driver.exceptions.AuthenticationException;
import org.neo4j.driver.exceptions.AuthorizationExpiredException;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.RetryableException;
import org.neo4j.driver.exceptions.SecurityException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.neo4j.driver.exceptions.SessionExpiredException;

/** Words for what a server answers instead of data. */
final class ServerFailure {
    private ServerFailure() {}

    /** In the middle of a run: an outage passes, so the job may start over from its last checkpoint. */
    static RuntimeException whileReading(ServerAddress address, Neo4jException failure) throws IOException {
        if (failure instanceof ServiceUnavailableException
                || failure instanceof SessionExpiredException
                || failure instanceof RetryableException) {
            throw new IOException(
                    "Neo4j at %s does not answer (%s)".formatted(address.uri(), failure.getMessage()), failure);
        }
        return explained(address, failure);
    }

    static MigratorException explained(ServerAddress address, Neo4jException failure) {
        return new MigratorException(Fault.SOURCE, sentence(address, failure), failure);
    }

    /** Whether a server ended a statement because of its time, ours or the server's own. */
    static boolean isTimeOut(Neo4jException failure) {
        return failure.code().startsWith("Neo.ClientError.Transaction.TransactionTimedOut");
    }

    private static String sentence(ServerAddress address, Neo4jException failure) {
        if (failure instanceof AuthenticationException || failure instanceof AuthorizationExpiredException) {
            return "Neo4j at %s refuses user '%s' with this password; check source.user and source.password."
                    .formatted(address.uri(), address.user());
        }
        if (failure instanceof SecurityException) {
            return "No secure connection to %s: %s; check the scheme of source.uri (bolt, bolt+s, bolt+ssc) and the certificate."
                    .formatted(address.uri(), failure.getMessage());
        }
        if (failure instanceof ServiceUnavailableException) {
            return "No Neo4j answers at %s (%s); check source.uri and that the server runs."
                    .formatted(address.uri(), failure.getMessage());
        }
        if ("Neo.ClientError.Database.DatabaseNotFound".equals(failure.code())) {
            return "Neo4j at %s has no database '%s'; check source.database."
                    .formatted(address.uri(), address.database());
        }
        if (isTimeOut(failure)) {
            return "Neo4j at %s ended a statement because of its time limit (%s); lower source.page-size, or raise db.transaction.timeout of the server."
                    .formatted(address.uri(), failure.getMessage());
        }
        return "Neo4j at %s answers: %s (%s)".formatted(address.uri(), failure.getMessage(), failure.code());
    }

    static MigratorException badAddress(ServerAddress address, RuntimeException failure) {
        return new MigratorException(
                Fault.SOURCE,
                "source.uri '%s' is not the address of a Neo4j server (%s); write bolt://host:7687 or neo4j://host:7687."
                        .formatted(address.uri(), failure.getMessage()),
                failure);
    }

    static MigratorException tooOld(ServerAddress address, String version) {
        return new MigratorException(
                Fault.SOURCE,
                "The server at %s is Neo4j %s, and only Neo4j 5 and later can be read; upgrade a copy of it and read that."
                        .formatted(address.uri(), version));
    }
}
