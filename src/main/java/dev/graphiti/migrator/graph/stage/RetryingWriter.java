package dev.graphiti.migrator.graph.stage;

import dev.graphiti.migrator.graph.WriteVerdict;
import dev.graphiti.migrator.graph.write.BatchResult;
import dev.graphiti.migrator.graph.write.BatchResult.Pending;
import dev.graphiti.migrator.graph.write.BatchTransaction;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.exceptions.Neo4jException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes batches until each element has a fate: transient failures are tried again, an absent server is waited for, a
 * batch that is too big for the server goes in parts, and a refused batch is cut in halves until the offending element
 * stands alone. Blocks; not for a task thread.
 */
public final class RetryingWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RetryingWriter.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(5);
    private static final Duration LONGEST_RETRY = Duration.ofMillis(500);
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final int LONGEST_REASON = 1_000;

    /** What the writer needs of its surroundings; a test gives its own. */
    public interface Surroundings {
        void sleep(Duration time) throws InterruptedException;

        long nanoTime();

        /** Called before each further attempt. */
        void retried(WriteVerdict verdict, Neo4jException failure);
    }

    private final BatchTransaction transaction;
    private final Duration outageLimit;
    private final Surroundings surroundings;
    private final RandomGenerator random;

    public RetryingWriter(
            BatchTransaction transaction, Duration outageLimit, Surroundings surroundings, RandomGenerator random) {
        this.transaction = transaction;
        this.outageLimit = outageLimit;
        this.surroundings = surroundings;
        this.random = random;
    }

    /**
     * Writes a batch, and again after a failure that may pass.
     *
     * @throws MigratorException when the server is away for longer than the limit, or refuses for a reason that is not
     *     in a row
     */
    public List<BatchResult> write(List<Pending> batch) throws InterruptedException {
        List<Pending> inWriteOrder = new ArrayList<>(batch);
        inWriteOrder.sort(Comparator.comparing(pending -> pending.element().kind()));
        List<BatchResult> results = new ArrayList<>(batch.size());
        write(inWriteOrder, results);
        return results;
    }

    /** The names of those of these nodes that are in the graph, by uuid; null when the server does not say. */
    @Nullable
    public Map<String, String> names(Set<String> uuids) {
        try {
            return transaction.names(uuids);
        } catch (Neo4jException e) {
            LOG.warn("Neo4j does not say which ends of edges are missing: {}", e.getMessage());
            return null;
        }
    }

    private void write(List<Pending> batch, List<BatchResult> results) throws InterruptedException {
        Neo4jException refusal = attempt(batch, results);
        if (refusal == null) {
            return;
        }
        if (batch.size() == 1) {
            results.add(BatchResult.refused(batch.get(0), reason(refusal)));
            return;
        }
        int middle = batch.size() / 2;
        write(batch.subList(0, middle), results);
        write(batch.subList(middle, batch.size()), results);
    }

    /** Bounded, because Neo4j repeats the offending value: a whole vector or document. */
    private static String reason(Neo4jException refusal) {
        String reason = refusal.code() + ": " + refusal.getMessage();
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON - 1) + "…";
    }

    /** Null when the batch was written, else why it must be cut in halves, or its only row refused. */
    private @Nullable Neo4jException attempt(List<Pending> batch, List<BatchResult> results)
            throws InterruptedException {
        long started = surroundings.nanoTime();
        for (int failures = 0; ; failures++) {
            try {
                results.addAll(transaction.write(batch));
                return null;
            } catch (Neo4jException failure) {
                WriteVerdict verdict = WriteVerdict.of(failure);
                if (verdict == WriteVerdict.ABORT) {
                    throw new MigratorException(
                            Fault.TARGET,
                            "Neo4j refuses to write: %s (%s)".formatted(failure.getMessage(), failure.code()),
                            failure);
                }
                if (verdict == WriteVerdict.REJECT || (verdict == WriteVerdict.SHRINK && batch.size() > 1)) {
                    return failure;
                }
                giveUpAfter(outageLimit, started, failure);
                surroundings.retried(verdict, failure);
                surroundings.sleep(pause(verdict, failures));
            }
        }
    }

    private void giveUpAfter(Duration limit, long started, Neo4jException failure) {
        Duration passed = Duration.ofNanos(surroundings.nanoTime() - started);
        if (passed.compareTo(limit) > 0) {
            throw new MigratorException(
                    Fault.TARGET,
                    ("Neo4j has not accepted a batch for %d s (write.outage-limit), last answer: %s; restart the"
                                            + " server and")
                                    .formatted(passed.toSeconds(), failure.getMessage())
                            + " resume from the last checkpoint.",
                    failure);
        }
    }

    /** Exponential with full jitter: writers that collided must not collide again. */
    private Duration pause(WriteVerdict verdict, int failures) {
        Duration first = verdict == WriteVerdict.WAIT ? FIRST_WAIT : FIRST_RETRY;
        Duration longest = verdict == WriteVerdict.WAIT ? LONGEST_WAIT : LONGEST_RETRY;
        long ceiling = Math.min(longest.toNanos(), first.toNanos() << Math.min(failures, 20));
        return Duration.ofNanos(ceiling / 2 + random.nextLong(ceiling / 2 + 1));
    }

    /** What a complete checkpoint covers is no more to be remembered; if that fails now, it may stay a while longer. */
    public void complete(long checkpoint) {
        try {
            transaction.complete(checkpoint);
        } catch (MigratorException e) {
            LOG.debug("The batches of checkpoint {} will be removed later", checkpoint, e);
        }
    }

    /** Between two batches. A server that is away now is asked again later. */
    public void renew() {
        try {
            transaction.renew();
        } catch (Neo4jException e) {
            LOG.debug("The lease is renewed later", e);
        }
    }

    Duration renewEvery() {
        return transaction.renewEvery();
    }

    @Override
    public void close() {
        transaction.close();
    }
}
