package dev.graphiti.migrator.neo4j;

import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.neo4j.driver.exceptions.SessionExpiredException;

/** Tells that no server answers from what a server answers. */
public final class ServerAbsence {
    /**
     * The driver has no class and no code for it. All connections are in use, or a server that accepts connections does not
     * answer on them: a process that is stopped, or a network that drops packets.
     */
    private static final String NO_CONNECTION =
            "Unable to acquire connection from the pool within configured maximum time";

    private ServerAbsence() {}

    /** Whether the server did not answer, so that the same request can succeed when it is back. */
    public static boolean isOne(Neo4jException failure) {
        return failure instanceof ServiceUnavailableException
                || failure instanceof SessionExpiredException
                || String.valueOf(failure.getMessage()).startsWith(NO_CONNECTION);
    }
}
