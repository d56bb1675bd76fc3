package dev.graphiti.migrator.graph.lease;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.model.RunClaim;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.TransientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of a run's lease that one writer holds: a node of its own, so that batches of several writers do not wait for
 * each other. Each attempt puts a token of its own on it; the last one that did may write.
 */
public final class WriterLease implements Fence {
    private static final Logger LOG = LoggerFactory.getLogger(WriterLease.class);
    private static final String OPERATOR = "graphiti_migrator_operator";
    private static final String SUBTASK = "graphiti_migrator_subtask";
    private static final String LOCK_TIMEOUT = "Neo.TransientError.Transaction.LockAcquisitionTimeout";
    private static final int RENEWALS_IN_A_LEASE = 3;

    /** All writers of a run come by here one after the other, because the lock on the run's lease comes first. */
    private static final String OPEN = "MATCH (l:MigrationLease {id: $run_lease}) SET l.renewed_at = datetime()"
            + " WITH l WHERE l.token = $owner"
            + " MERGE (w:MigrationLease {id: $id})"
            + " SET w.run_id = $run, w.operator = $operator, w.name = $name, w.subtask = $subtask, w.token = $token,"
            + " w.renewed_at = datetime() RETURN w.token";

    /** An attempt with fewer subtasks has none that would take the token of these. */
    private static final String EXPEL_REST = "MATCH (w:MigrationLease {run_id: $run, operator: $operator})"
            + " WHERE w.subtask >= $parallelism REMOVE w.token, w.renewed_at";

    /** The lock comes before the look at the token, so a takeover comes before or after the whole batch. */
    private static final String PASS = "MATCH (w:MigrationLease {id: $id}) SET w.renewed_at = datetime()"
            + " WITH w WHERE w.token = $token RETURN w.token";

    /** Of the attempts before this one; one that was cut off amid a batch keeps its locks as long as its connection. */
    private static final String EARLIER = "SHOW TRANSACTIONS YIELD transactionId, metaData WHERE metaData."
            + RunLease.METADATA + " = $run AND metaData." + OPERATOR + " = $operator AND (metaData." + SUBTASK
            + " = $subtask OR metaData." + SUBTASK + " >= $parallelism) RETURN transactionId AS id";

    private static final String OWNER =
            "MATCH (l:MigrationLease {id: $run_lease}) RETURN l.token AS token, l.job_id AS job";

    private final RunClaim claim;
    private final WriterPlace place;
    private final Map<String, Object> parameters = new HashMap<>();
    private boolean opened;

    public WriterLease(RunClaim claim, WriterPlace place) {
        this.claim = claim;
        this.place = place;
        parameters.put("run_lease", LeaseNodes.run(claim.runId()));
        parameters.put("run", claim.runId());
        parameters.put("owner", claim.token());
        parameters.put("id", "writer %s %s %d".formatted(claim.runId(), place.operator(), place.subtask()));
        parameters.put("operator", place.operator());
        parameters.put("name", place.name());
        parameters.put("subtask", place.subtask());
        parameters.put("parallelism", place.parallelism());
        parameters.put("token", UUID.randomUUID().toString());
    }

    @Override
    public void open(Session session) {
        if (opened) {
            return;
        }
        TransactionConfig bounded = named().withTimeout(RunLease.LONGEST_WAIT).build();
        try (Transaction transaction = session.beginTransaction(bounded)) {
            if (transaction.run(OPEN, parameters).list().isEmpty()) {
                throw lost(transaction);
            }
            transaction.run(EXPEL_REST, parameters).consume();
            transaction.commit();
        } catch (Neo4jException e) {
            if (!RunLease.isTimeout(e)) {
                throw e;
            }
            endEarlierAttempts(session);
            throw new TransientException(
                    LOCK_TIMEOUT, "%s has waited for a lock (%s)".formatted(place.name(), e.getMessage()));
        }
        opened = true;
    }

    private void endEarlierAttempts(Session session) {
        List<String> theirs =
                session.run(EARLIER, parameters).list(row -> row.get("id").asString());
        if (!theirs.isEmpty()) {
            LOG.warn("{} ends {} of an earlier attempt that hold its locks", place.name(), theirs);
            session.run("TERMINATE TRANSACTIONS $ids", Map.of("ids", theirs)).consume();
        }
    }

    @Override
    public void pass(Transaction transaction) {
        if (transaction.run(PASS, parameters).list().isEmpty()) {
            throw lost(transaction);
        }
    }

    /** Only who owns the run decides whether a restart helps. */
    private RuntimeException lost(Transaction transaction) {
        List<Record> owner = transaction.run(OWNER, parameters).list();
        if (owner.isEmpty() || owner.get(0).get("token").isNull()) {
            return new MigratorException(
                    Fault.OWNED,
                    "Job %s does not own run %s any more; its lease was released or removed from the graph."
                            .formatted(claim.jobId(), claim.runId()));
        }
        if (owner.get(0).get("token").asString().equals(claim.token())) {
            return new SupersededException(
                    "Another attempt of %s has started, so this one ends.".formatted(place.name()));
        }
        return new MigratorException(
                Fault.OWNED,
                "Run %s is owned by job %s now; job %s ends."
                        .formatted(claim.runId(), owner.get(0).get("job").asString(), claim.jobId()));
    }

    @Override
    public TransactionConfig settings() {
        return named().build();
    }

    private TransactionConfig.Builder named() {
        return TransactionConfig.builder()
                .withMetadata(
                        Map.of(RunLease.METADATA, claim.runId(), OPERATOR, place.operator(), SUBTASK, place.subtask()));
    }

    @Override
    public Duration renewEvery() {
        return claim.lease().dividedBy(RENEWALS_IN_A_LEASE);
    }
}
