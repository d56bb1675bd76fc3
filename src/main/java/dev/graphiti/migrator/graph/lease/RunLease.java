package dev.graphiti.migrator.graph.lease;

import dev.graphiti.migrator.graph.Target;
import dev.graphiti.migrator.graph.WriteVerdict;
import dev.graphiti.migrator.model.RunOwner;
import dev.graphiti.migrator.neo4j.ServerAbsence;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.Value;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.RetryableException;

/**
 * The lease on a run: a node that names the run's owner. It lives as long as the owner or one of its writers has renewed
 * it within its length, by the clock of the server ({@code docs/decisions/0011-one-owner-for-each-run.md}).
 */
public final class RunLease {
    static final String METADATA = "graphiti_migrator_run";

    /** A writer that was stopped within a transaction may hold its lock for ever. */
    public static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private static final String LOOK = "MATCH (l:MigrationLease {id: $id})"
            + " OPTIONAL MATCH (w:MigrationLease {run_id: $run})"
            + " WITH l, max(w.renewed_at) AS written, datetime() AS now"
            + " RETURN l, l.since.epochMillis AS since, now.epochMillis AS now,"
            + " (CASE WHEN written > l.renewed_at THEN written ELSE l.renewed_at END).epochMillis AS renewed";

    /** The lock comes before the look: what stands there now stands there until the end of the transaction. */
    private static final String LOCK =
            "MERGE (l:MigrationLease {id: $id}) ON CREATE SET l.fence = 0 SET l.locked_at = datetime()";

    private static final String LOCK_WRITERS = "MATCH (w:MigrationLease {run_id: $run}) SET w.locked_at = datetime()";
    private static final String TAKE = "MATCH (l:MigrationLease {id: $id}) SET l += $owner, l.fence = l.fence + 1,"
            + " l.lease_ms = $lease, l.since = datetime(), l.renewed_at = datetime() RETURN l.fence AS fence";
    private static final String EXPEL = "MATCH (w:MigrationLease {run_id: $run}) REMOVE w.token, w.renewed_at";
    private static final String RENEW = "MATCH (l:MigrationLease {id: $id}) SET l.locked_at = datetime()"
            + " WITH l WHERE l.token = $token SET l.renewed_at = datetime() RETURN l.token";
    private static final String RELEASE =
            "MATCH (l:MigrationLease {id: $id}) REMOVE l.token WITH l MATCH (w:MigrationLease {run_id: $run}) DELETE w";
    private static final String REMOVE = "MATCH (l:MigrationLease {id: $id}) DELETE l";
    private static final String THEIRS = "SHOW TRANSACTIONS YIELD transactionId, metaData" + " WHERE metaData."
            + METADATA + " = $run RETURN transactionId AS id";

    private final Target target;
    private final String runId;

    public RunLease(Target target, String runId) {
        this.target = target;
        this.runId = runId;
    }

    /**
     * A lease at one moment; all times are the server's.
     *
     * @param renewed the last time, by the owner or a writer of its
     * @param until when it expires unless it is renewed
     */
    public record Holder(RunOwner owner, long fence, Instant since, Instant renewed, Instant until, Instant now) {
        public boolean isExpired() {
            return !now.isBefore(until);
        }

        /** Whether this is the same lease and nobody has renewed it in between. */
        public boolean isUnchangedSince(Holder before) {
            return owner.token().equals(before.owner.token()) && renewed.equals(before.renewed);
        }
    }

    /** The run's owner; empty if it has none. */
    public Optional<Holder> look() {
        return target.run(LOOK, names()).stream().flatMap(RunLease::holder).findFirst();
    }

    private static Stream<Holder> holder(Record row) {
        Value lease = row.get("l");
        if (lease.get("token").isNull()) {
            return Stream.empty();
        }
        Instant renewed = Instant.ofEpochMilli(row.get("renewed").asLong());
        return Stream.of(new Holder(
                owner(lease),
                lease.get("fence").asLong(),
                Instant.ofEpochMilli(row.get("since").asLong()),
                renewed,
                renewed.plusMillis(lease.get("lease_ms").asLong()),
                Instant.ofEpochMilli(row.get("now").asLong())));
    }

    private static RunOwner owner(Value lease) {
        return new RunOwner(
                lease.get("job_id").asString(),
                lease.get("token").asString(),
                lease.get("host").asString(),
                lease.get("pid").asLong(),
                lease.get("machine").asString(),
                lease.get("process_start").asString(),
                lease.get("cluster").asString(null));
    }

    /**
     * Takes the run, and all its writers' tokens from them, in one transaction that waits for their batches.
     *
     * @param seen what the decision to take it rests on; null if there was no owner
     * @param held called while nobody else can take it, with the number of the lease; a failure of it leaves all as it was
     * @return whether it was taken: not if the lease has changed since it was seen, or a batch takes long
     */
    public boolean take(RunOwner owner, Duration lease, @Nullable Holder seen, LongConsumer held) {
        LeaseNodes.ensure(target);
        TransactionConfig bounded =
                TransactionConfig.builder().withTimeout(LONGEST_WAIT).build();
        try (Session session = target.session();
                Transaction transaction = session.beginTransaction(bounded)) {
            boolean taken = taken(transaction, owner, lease, seen, held);
            if (taken) {
                transaction.commit();
            }
            return taken;
        } catch (Neo4jException e) {
            if (!(isTimeout(e) || isRetryable(e))) {
                throw target.explained(e);
            }
            endTransactions();
            return false;
        }
    }

    private static boolean isRetryable(Neo4jException failure) {
        return failure instanceof RetryableException && !ServerAbsence.isOne(failure);
    }

    /** Whether a transaction has waited for a lock for as long as it may. */
    static boolean isTimeout(Neo4jException failure) {
        return !ServerAbsence.isOne(failure)
                && (String.valueOf(failure.code()).contains("TransactionTimedOut")
                        || WriteVerdict.of(failure) == WriteVerdict.WAIT);
    }

    private boolean taken(
            Transaction transaction, RunOwner owner, Duration lease, @Nullable Holder seen, LongConsumer held) {
        transaction.run(LOCK, names()).consume();
        transaction.run(LOCK_WRITERS, names()).consume();
        Optional<Holder> now = transaction.run(LOOK, names()).list().stream()
                .flatMap(RunLease::holder)
                .findFirst();
        if (seen == null ? now.isPresent() : now.filter(seen::isUnchangedSince).isEmpty()) {
            return false;
        }
        Map<String, Object> parameters = new HashMap<>(names());
        parameters.put("owner", properties(owner));
        parameters.put("lease", lease.toMillis());
        long fence = transaction.run(TAKE, parameters).single().get("fence").asLong();
        transaction.run(EXPEL, names()).consume();
        held.accept(fence);
        return true;
    }

    private static Map<String, Object> properties(RunOwner owner) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("job_id", owner.jobId());
        properties.put("token", owner.token());
        properties.put("host", owner.host());
        properties.put("pid", owner.pid());
        properties.put("machine", owner.machine());
        properties.put("process_start", owner.processStart());
        properties.put("cluster", owner.cluster());
        return properties;
    }

    /** Of the owner that has let its lease expire: they hold locks on what the next one is to write. */
    private void endTransactions() {
        List<String> theirs = target.run(THEIRS, names()).stream()
                .map(row -> row.get("id").asString())
                .toList();
        if (!theirs.isEmpty()) {
            target.run("TERMINATE TRANSACTIONS $ids", Map.of("ids", theirs));
        }
    }

    /**
     * Gives the run back, if the token is still the owner's.
     *
     * @param forGood whether nobody will continue it
     * @param held called while nobody else can take it
     */
    public void release(String token, boolean forGood, Runnable held) {
        locked(token, transaction -> {
            transaction.run(RELEASE, names()).consume();
            if (forGood) {
                transaction.run(REMOVE, names()).consume();
            }
            held.run();
        });
    }

    /**
     * Renews the lease and, while nobody else can take it, does something that only the owner may do; nothing if the token
     * is not the owner's.
     *
     * @param action may be repeated if the server is away for a moment
     * @return whether the token is the owner's
     */
    public boolean whileHeld(String token, Runnable action) {
        return locked(token, transaction -> action.run());
    }

    private boolean locked(String token, Consumer<Transaction> action) {
        Map<String, Object> parameters = new HashMap<>(names());
        parameters.put("token", token);
        // Not tried again: a server that is away lets the lease expire, and nothing waits for that.
        try (Session session = target.session();
                Transaction transaction = session.beginTransaction()) {
            boolean held = !transaction.run(RENEW, parameters).list().isEmpty();
            if (held) {
                action.accept(transaction);
            }
            transaction.commit();
            return held;
        } catch (Neo4jException e) {
            throw target.explained(e);
        }
    }

    private Map<String, Object> names() {
        return Map.of("id", LeaseNodes.run(runId), "run", runId);
    }
}
