package dev.graphiti.migrator.graph.stage;

import dev.graphiti.migrator.flink.NonRetryable;
import dev.graphiti.migrator.graph.lease.SupersededException;
import dev.graphiti.migrator.graph.write.BatchResult;
import dev.graphiti.migrator.graph.write.BatchResult.Pending;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.util.function.ThrowingConsumer;
import org.apache.flink.util.function.ThrowingRunnable;
import org.jspecify.annotations.Nullable;

/**
 * A writer on a thread beside the task's. What became of a batch comes back as a mail, so that a task that waits for
 * Neo4j still handles its mails. Batches are written one after the other, in their order. Its own methods are for the
 * task thread only.
 */
final class WriterThread implements AutoCloseable {
    /** One is being written and one is ready, or the server would wait while the task settles what was written. */
    private static final int MOST_ON_THE_WAY = 2;

    private final RetryingWriter writer;
    private final WriteMetrics metrics;
    private final MailboxExecutor mailbox;
    private final ScheduledExecutorService thread;
    private int onTheWay;
    private boolean closed;
    /** On the writer's thread: what comes after a batch that was lost must not get into the graph before it. */
    private boolean failed;

    private WriterThread(RetryingWriter writer, WriteMetrics metrics, MailboxExecutor mailbox, String name) {
        this.writer = writer;
        this.metrics = metrics;
        this.mailbox = mailbox;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, name));
    }

    static WriterThread start(
            RetryingWriter writer, WriteMetrics metrics, MailboxExecutor mailbox, RuntimeContext context) {
        String name = "neo4j-writer-" + context.getTaskInfo().getTaskNameWithSubtasks();
        WriterThread started = new WriterThread(writer, metrics, mailbox, name);
        started.renewFromNowOn();
        return started;
    }

    private void renewFromNowOn() {
        long pause = writer.renewEvery().toMillis();
        if (pause > 0) {
            // It ends with the thread, and reports its own failures.
            ScheduledFuture<?> unused = thread.scheduleWithFixedDelay(this::renew, pause, pause, TimeUnit.MILLISECONDS);
        }
    }

    private void renew() {
        if (failed) {
            return;
        }
        try {
            writer.renew();
        } catch (RuntimeException e) {
            failed = true;
            execute(() -> {
                if (!closed) {
                    throw reason(e);
                }
            });
        }
    }

    /** Whether a batch is on its way. */
    boolean busy() {
        return onTheWay > 0;
    }

    /** Sends a batch after those before it; waits while two are on their way. The task fails when the writer does. */
    void write(List<Pending> batch, ThrowingConsumer<List<BatchResult>, Exception> settle) throws InterruptedException {
        while (onTheWay == MOST_ON_THE_WAY) {
            mailbox.yield();
        }
        onTheWay++;
        thread.execute(() -> send(batch, settle));
    }

    /** Asks which of these nodes are in the graph, by uuid, and what they are called. */
    void names(Set<String> uuids, Consumer<@Nullable Map<String, String>> what) {
        onTheWay++;
        thread.execute(() -> {
            Map<String, String> names = writer.names(uuids);
            mail(() -> what.accept(names));
        });
    }

    /** Tells the writer, between two batches, that this checkpoint is complete. */
    void complete(long checkpoint) {
        thread.execute(() -> writer.complete(checkpoint));
    }

    /** Handles mails until no batch is on its way. */
    void awaitIdle() throws InterruptedException {
        while (onTheWay > 0) {
            mailbox.yield();
        }
    }

    @SuppressWarnings("CatchingUnchecked") // An Error too, or the task would wait for ever.
    private void send(List<Pending> batch, ThrowingConsumer<List<BatchResult>, Exception> settle) {
        if (failed) {
            return;
        }
        long started = metrics.nanoTime();
        try {
            List<BatchResult> results = writer.write(batch);
            metrics.batchTook(metrics.nanoTime() - started);
            mail(() -> settle.accept(results));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // By close() alone, and then nobody waits for this batch.
        } catch (RuntimeException e) {
            failed = true;
            mail(() -> {
                throw reason(e);
            });
        } catch (Error e) {
            failed = true;
            mail(() -> {
                throw e;
            });
        }
    }

    private static RuntimeException reason(RuntimeException failure) {
        return failure instanceof SupersededException ? failure : NonRetryable.because(failure);
    }

    private void mail(ThrowingRunnable<Exception> what) {
        execute(() -> {
            onTheWay--;
            if (!closed) {
                what.run();
            }
        });
    }

    private void execute(ThrowingRunnable<Exception> what) {
        try {
            mailbox.execute(what, "settle a batch");
        } catch (RejectedExecutionException e) {
            // The task has ended, so nobody waits for this batch; a replay meets what it has written.
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.shutdownNow();
        writer.close();
    }
}
