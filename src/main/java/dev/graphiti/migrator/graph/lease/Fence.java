package dev.graphiti.migrator.graph.lease;

import java.time.Duration;
import org.neo4j.driver.Session;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.TransactionConfig;

/** What keeps a writer out of the graph that has lost its run to another one. */
public interface Fence {
    /** Asked once before the first batch, and again until it succeeds. */
    void open(Session session);

    /** The first statement of each batch: the batch is not written if it fails. */
    void pass(Transaction transaction);

    /** Of each batch's transaction. */
    TransactionConfig settings();

    /** How often {@link #pass} is called if there are no batches. */
    Duration renewEvery();
}
