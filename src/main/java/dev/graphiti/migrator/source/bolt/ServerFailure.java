package dev.graphiti.migrator.source.bolt;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.neo4j.Neo4jConnection;
import dev.graphiti.migrator.neo4j.ServerAbsence;
import java.io.IOException;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.RetryableException;

/** What a server answers instead of data while it is read. */
final class ServerFailure {
    private ServerFailure() {}

    /** In the middle of a run: an outage passes, so the job may start over from its last checkpoint. */
    static RuntimeException whileReading(Neo4jConnection connection, Neo4jException failure) throws IOException {
        if (ServerAbsence.isOne(failure) || failure instanceof RetryableException) {
            throw new IOException(
                    "Neo4j at %s does not answer (%s)".formatted(connection.uri(), failure.getMessage()), failure);
        }
        return explained(connection, failure);
    }

    static MigratorException explained(Neo4jConnection connection, Neo4jException failure) {
        return isTimeOut(failure)
                ? connection.failure(
                        "Neo4j at %s ended a statement because of its time limit (%s); lower source.page-size, or raise db.transaction.timeout of the server."
                                .formatted(connection.uri(), failure.getMessage()),
                        failure)
                : connection.explained(failure);
    }

    /** Whether a server ended a statement because of its time, ours or the server's own. */
    static boolean isTimeOut(Neo4jException failure) {
        return failure.code().startsWith("Neo.ClientError.Transaction.TransactionTimedOut");
    }
}
