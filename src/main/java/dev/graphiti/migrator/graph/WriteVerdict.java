package dev.graphiti.migrator.graph;

import dev.graphiti.migrator.neo4j.ServerAbsence;
import java.util.Set;
import org.neo4j.driver.exceptions.DatabaseException;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.RetryableException;

/** What the writer does with a failed batch. */
public enum WriteVerdict {
    /** The server lives and may accept the same batch at once: a deadlock, a lock time-out. */
    RETRY,
    /** The server is away; the same batch can be written when it is back. */
    WAIT,
    /** The batch takes more memory or time than the server gives a transaction; smaller ones may pass. */
    SHRINK,
    /** One of its rows will never be accepted; split the batch and set that row aside. */
    REJECT,
    /** Nothing will succeed until an operator acts; fail the job. */
    ABORT;

    /** No syntax error among them: that would be a fault of ours, and would make a dead letter of every row. */
    private static final Set<String> BAD_ROW = Set.of(
            "Neo.ClientError.Schema.ConstraintValidationFailed",
            "Neo.ClientError.Schema.TokenNameError",
            "Neo.ClientError.Statement.TypeError",
            "Neo.ClientError.Statement.ArgumentError",
            "Neo.ClientError.Statement.SemanticError",
            "Neo.ClientError.Procedure.ProcedureCallFailed",
            "Neo.ClientError.General.InvalidArguments");

    /** The server is up but not ready for writing: it starts, stops (which ends transactions), or has lost its leader. */
    private static final Set<String> NOT_READY = Set.of(
            "Neo.TransientError.Database.DatabaseUnavailable",
            "Neo.TransientError.General.DatabaseUnavailable",
            "Neo.TransientError.Transaction.Terminated",
            "Neo.TransientError.Transaction.LockClientStopped",
            "Neo.ClientError.Transaction.Terminated",
            "Neo.ClientError.Transaction.LockClientStopped",
            "Neo.ClientError.Cluster.NotALeader",
            "Neo.DatabaseError.Database.DatabaseLimitReached");

    private static final Set<String> TOO_BIG = Set.of(
            "Neo.TransientError.General.MemoryPoolOutOfMemoryError",
            "Neo.TransientError.General.OutOfMemoryError",
            "Neo.ClientError.Transaction.TransactionTimedOut");

    public static WriteVerdict of(Neo4jException failure) {
        if (ServerAbsence.isOne(failure) || NOT_READY.contains(failure.code())) {
            return WAIT;
        }
        if (TOO_BIG.contains(failure.code())) {
            return SHRINK;
        }
        if (failure instanceof RetryableException) {
            return RETRY;
        }
        // An over-long index key is reported as a database error of the whole transaction, found at commit.
        if (BAD_ROW.contains(failure.code()) || isIndexKeyTooLong(failure)) {
            return REJECT;
        }
        return ABORT;
    }

    private static boolean isIndexKeyTooLong(Neo4jException failure) {
        String message = String.valueOf(failure.getMessage());
        return failure instanceof DatabaseException
                && (message.contains("index key") || message.contains("Property value is too large"));
    }
}
