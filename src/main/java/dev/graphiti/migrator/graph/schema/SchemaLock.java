package dev.graphiti.migrator.graph.schema;

import dev.graphiti.migrator.graph.Target;
import dev.graphiti.migrator.graph.lease.LeaseNodes;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.neo4j.driver.Session;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.exceptions.Neo4jException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one process at a time change a target's schema. An open transaction holds the lock, so the server gives it back
 * by itself when the process ends, however it ends.
 */
public final class SchemaLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaLock.class);
    private static final long PATIENCE_MILLIS = 1_000;
    private static final String CREATE = "MERGE (:MigrationLease {id: $id})";
    private static final String LOCK = "MATCH (l:MigrationLease {id: $id}) SET l.locked_at = datetime()";
    private static final Map<String, Object> SCHEMA = Map.of("id", LeaseNodes.SCHEMA);

    private final Session session;
    private final Transaction transaction;

    private SchemaLock(Session session, Transaction transaction) {
        this.session = session;
        this.transaction = transaction;
    }

    /**
     * Waits until nobody else holds it.
     *
     * @param console gets a line if that takes a while
     */
    @SuppressWarnings("MustBeClosed") // They are this lock's, which closes them.
    public static SchemaLock take(Target target, Consumer<String> console) {
        LeaseNodes.ensure(target);
        target.run(CREATE, SCHEMA);
        Session session = target.session();
        try {
            Transaction transaction = session.beginTransaction();
            // The server lets the statement wait; a thread of its own, so that this one can say so.
            CompletableFuture<Void> locked = CompletableFuture.runAsync(
                    () -> transaction.run(LOCK, SCHEMA).consume());
            await(locked, console);
            return new SchemaLock(session, transaction);
        } catch (Neo4jException e) {
            session.close();
            throw target.explained(e);
        }
    }

    private static void await(CompletableFuture<Void> locked, Consumer<String> console) {
        try {
            locked.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            console.accept("Waiting for the lock on the target's schema, which another process may be changing.");
            join(locked);
        } catch (ExecutionException e) {
            join(locked);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the schema was locked", e);
        }
    }

    private static void join(CompletableFuture<Void> locked) {
        try {
            locked.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Neo4jException failure ? failure : e;
        }
    }

    @Override
    public void close() {
        try {
            transaction.close();
        } catch (Neo4jException e) {
            LOG.debug("The server has already released the lock", e);
        } finally {
            session.close();
        }
    }
}
