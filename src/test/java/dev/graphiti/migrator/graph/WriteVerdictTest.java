package dev.graphiti.migrator.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.exceptions.AuthenticationException;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.exceptions.DatabaseException;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.neo4j.driver.exceptions.SessionExpiredException;
import org.neo4j.driver.exceptions.TransactionTerminatedException;
import org.neo4j.driver.exceptions.TransientException;

@SuppressWarnings("deprecation") // The driver's public constructors; its own code has others.
class WriteVerdictTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Neo.TransientError.Transaction.DeadlockDetected",
                "Neo.TransientError.Transaction.LockAcquisitionTimeout",
                "Neo.TransientError.Transaction.Outdated",
                "Neo.TransientError.Request.NoThreadsAvailable"
            })
    void aTransientFailureIsWorthAnotherTry(String code) {
        assertThat(WriteVerdict.of(new TransientException(code, "later"))).isEqualTo(WriteVerdict.RETRY);
    }

    @Test
    void anAbsentServerIsWaitedFor() {
        assertThat(WriteVerdict.of(new ServiceUnavailableException("gone"))).isEqualTo(WriteVerdict.WAIT);
        assertThat(WriteVerdict.of(new SessionExpiredException("gone"))).isEqualTo(WriteVerdict.WAIT);
        assertThat(WriteVerdict.of(new ClientException(
                        "Unable to acquire connection from the pool within configured maximum time of 30000ms")))
                .isEqualTo(WriteVerdict.WAIT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Neo.TransientError.Database.DatabaseUnavailable",
                "Neo.TransientError.General.DatabaseUnavailable",
                "Neo.ClientError.Cluster.NotALeader"
            })
    void aServerThatIsNotReadyIsWaitedFor(String code) {
        assertThat(WriteVerdict.of(new TransientException(code, "starting"))).isEqualTo(WriteVerdict.WAIT);
        assertThat(WriteVerdict.of(new ClientException(code, "starting"))).isEqualTo(WriteVerdict.WAIT);
    }

    /** A server that stops ends the transactions that are open, and the driver calls that the client's error. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Neo.ClientError.Transaction.Terminated",
                "Neo.ClientError.Transaction.LockClientStopped",
                "Neo.TransientError.Transaction.Terminated",
                "Neo.TransientError.Transaction.LockClientStopped"
            })
    void aTransactionThatTheServerEndsIsWorthAnotherTry(String code) {
        assertThat(WriteVerdict.of(new TransactionTerminatedException(code, "stopping")))
                .isEqualTo(WriteVerdict.WAIT);
        assertThat(WriteVerdict.of(new ClientException(code, "stopping"))).isEqualTo(WriteVerdict.WAIT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Neo.TransientError.General.MemoryPoolOutOfMemoryError",
                "Neo.TransientError.General.OutOfMemoryError",
                "Neo.ClientError.Transaction.TransactionTimedOut"
            })
    void aBatchThatIsTooBigForTheServerIsMadeSmaller(String code) {
        assertThat(WriteVerdict.of(new TransientException(code, "too much"))).isEqualTo(WriteVerdict.SHRINK);
        assertThat(WriteVerdict.of(new ClientException(code, "too much"))).isEqualTo(WriteVerdict.SHRINK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Neo.ClientError.Schema.ConstraintValidationFailed",
                "Neo.ClientError.Schema.TokenNameError",
                "Neo.ClientError.Statement.TypeError",
                "Neo.ClientError.Statement.ArgumentError",
                "Neo.ClientError.Statement.SemanticError",
                "Neo.ClientError.Procedure.ProcedureCallFailed",
                "Neo.ClientError.General.InvalidArguments"
            })
    void aBadRowIsLookedFor(String code) {
        assertThat(WriteVerdict.of(new ClientException(code, "no"))).isEqualTo(WriteVerdict.REJECT);
    }

    /** Else a fault of ours would make a dead letter of every record. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Neo.ClientError.Statement.SyntaxError",
                "Neo.ClientError.Statement.ParameterMissing",
                "Neo.ClientError.Procedure.ProcedureNotFound",
                "Neo.ClientError.Security.Forbidden",
                "Neo.ClientError.Database.DatabaseNotFound",
                "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase"
            })
    void whatLiesInNoRowStopsTheRun(String code) {
        assertThat(WriteVerdict.of(new ClientException(code, "no"))).isEqualTo(WriteVerdict.ABORT);
    }

    @Test
    void aWrongPasswordStopsTheRun() {
        Neo4jException failure = new AuthenticationException("Neo.ClientError.Security.Unauthorized", "no");

        assertThat(WriteVerdict.of(failure)).isEqualTo(WriteVerdict.ABORT);
    }

    @ParameterizedTest
    @CsvSource({
        "'Property value is too large to index, please see index documentation. Index: name_entity_index', REJECT",
        "'Property value size of 8211 is too large for index key', REJECT",
        "'The disk is full', ABORT"
    })
    void ofAllFailuresOfTheDatabaseOnlyAnOverlongIndexKeyIsARowsFault(String message, WriteVerdict verdict) {
        assertThat(WriteVerdict.of(new DatabaseException("Neo.DatabaseError.Statement.ExecutionFailed", message)))
                .isEqualTo(verdict);
    }
}
