package dev.graphiti.migrator.graph.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.graph.Target;
import dev.graphiti.migrator.graph.WriteVerdict;
import dev.graphiti.migrator.graph.lease.RunLease.Holder;
import dev.graphiti.migrator.graph.schema.SchemaLock;
import dev.graphiti.migrator.graph.stage.RetryingWriter;
import dev.graphiti.migrator.graph.write.BatchResult;
import dev.graphiti.migrator.graph.write.BatchResult.Fate;
import dev.graphiti.migrator.graph.write.CreationLog;
import dev.graphiti.migrator.graph.write.EndpointLookup;
import dev.graphiti.migrator.graph.write.FormerValues;
import dev.graphiti.migrator.graph.write.Neo4jTransaction;
import dev.graphiti.migrator.graph.write.PendingCheckpoint;
import dev.graphiti.migrator.graph.write.RealGraph;
import dev.graphiti.migrator.graph.write.WriteOptions.OnExisting;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.model.RunClaim;
import dev.graphiti.migrator.model.RunOwner;
import dev.graphiti.migrator.testing.Elements;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.neo4j.driver.Session;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.exceptions.Neo4jException;

/** Who may write, on a real server: each case is two owners or two attempts that do not know of each other. */
class RunLeaseIT {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration OVER = Duration.ofMillis(1);

    @RegisterExtension
    static final Neo4jServer NEO4J = Neo4jServer.shared();

    private final Target target = Target.open(NEO4J.options());
    private final RunLease lease = new RunLease(target, "r");

    @BeforeEach
    void emptyGraph() {
        NEO4J.clearData();
    }

    @AfterEach
    void close() {
        target.close();
    }

    @Test
    void aRunIsFreeThenOwnedThenFree() {
        assertThat(lease.look()).isEmpty();
        owns("a", LONG);

        Holder held = lease.look().orElseThrow();
        assertThat(held.owner()).isEqualTo(owner("a"));
        assertThat(held.isExpired()).isFalse();
        assertThat(held.fence()).isEqualTo(1);

        lease.release("token of a", false, () -> {});

        assertThat(lease.look()).isEmpty();
        owns("b", LONG);
        assertThat(lease.look().orElseThrow().fence()).isEqualTo(2);
        lease.release("token of b", true, () -> {});
        assertThat(NEO4J.count("(l:MigrationLease)")).isZero();
    }

    /** What an owner writes into the run's folder is written before the next owner takes the run, or not at all. */
    @Test
    void whileTheOwnerWritesNobodyTakesTheRun() throws Exception {
        owns("a", OVER);
        Holder seen = lease.look().orElseThrow();
        List<String> written = Collections.synchronizedList(new ArrayList<>());
        CompletableFuture<Boolean> taken = new CompletableFuture<>();

        boolean held = lease.whileHeld("token of a", () -> {
            taken.completeAsync(() -> lease.take(owner("b"), LONG, seen, fence -> written.add("taken by b")));
            assertThatThrownBy(() -> taken.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            written.add("end of a");
        });

        assertThat(held).isTrue();
        // It was renewed meanwhile, so it is not what b has seen.
        assertThat(taken.get()).isFalse();
        assertThat(lease.take(owner("b"), LONG, lease.look().orElseThrow(), fence -> written.add("taken by b")))
                .isTrue();
        assertThat(lease.whileHeld("token of a", () -> written.add("late"))).isFalse();
        assertThat(written).containsExactly("end of a", "taken by b");
    }

    @Test
    void ofManyThatSeeItFreeOneTakesIt() throws Exception {
        List<Boolean> taken = atOnce(5, number -> () -> {
            try (Target own = Target.open(NEO4J.options())) {
                RunLease same = new RunLease(own, "r");
                boolean taking = false;
                while (same.look().isEmpty()) {
                    taking |= same.take(owner("job" + number), LONG, null, fence -> {});
                }
                return taking;
            }
        });

        assertThat(taken).containsOnlyOnce(true);
        assertThat(NEO4J.count("(l:MigrationLease)")).isEqualTo(1);
    }

    @Test
    void whatWasDecidedOnAnOlderLookIsNotDone() {
        owns("a", LONG);
        Holder seen = lease.look().orElseThrow();
        writer("a", "w", 0, 1).renew();

        assertThat(take("b", LONG, seen)).isFalse();
        assertThat(take("b", LONG, null)).isFalse();
        assertThat(lease.look().orElseThrow().owner()).isEqualTo(owner("a"));
    }

    @Test
    void aWriterKeepsTheLeaseAlive() {
        owns("a", LONG);
        NEO4J.query("MATCH (l:MigrationLease) SET l.renewed_at = datetime() - duration({hours: 2})");
        assertThat(lease.look().orElseThrow().isExpired()).isTrue();

        writer("a", "w", 0, 1).renew();

        assertThat(lease.look().orElseThrow().isExpired()).isFalse();
    }

    @Test
    void aFailureWhileItIsTakenLeavesAllAsItWas() {
        assertThatThrownBy(() -> lease.take(owner("a"), LONG, null, fence -> {
                    throw new IllegalStateException("no folder");
                }))
                .hasMessage("no folder");

        assertThat(lease.look()).isEmpty();
    }

    @Test
    void theBatchOfAWriterThatHasLostTheRunIsNotInTheGraph() throws Exception {
        owns("a", OVER);
        RetryingWriter old = open("a", "w", 0, 1);
        old.write(RealGraph.pending(List.of(Elements.entity("before"))));
        owns("b", LONG);

        assertThatThrownBy(() -> old.write(RealGraph.pending(List.of(Elements.entity("after")))))
                .isInstanceOfSatisfying(
                        MigratorException.class, e -> assertThat(e.fault()).isEqualTo(Fault.OWNED))
                .hasMessage("Run r is owned by job b now; job a ends.");
        assertThatThrownBy(old::renew).hasMessage("Run r is owned by job b now; job a ends.");
        assertThatThrownBy(() -> writer("a", "w", 1, 2).renew()).hasMessage("Run r is owned by job b now; job a ends.");
        assertThat(NEO4J.query("MATCH (e:Entity) RETURN e.uuid AS uuid").toString())
                .contains("before")
                .doesNotContain("after");
        assertThat(lease.whileHeld("token of a", () -> {})).isFalse();
        assertThat(lease.whileHeld("token of b", () -> {})).isTrue();
    }

    @Test
    void theLastAttemptOfATaskMayWriteAndTheJobMayRestartTheOthers() {
        owns("a", LONG);
        Neo4jTransaction first = writer("a", "w", 0, 2);
        first.renew();
        Neo4jTransaction beside = writer("a", "w", 1, 2);
        beside.renew();
        Neo4jTransaction other = writer("a", "late", 1, 2);
        other.renew();
        Neo4jTransaction second = writer("a", "w", 0, 1);
        second.renew();

        assertThatThrownBy(first::renew)
                .isInstanceOf(SupersededException.class)
                .hasMessage("Another attempt of w (1/2) has started, so this one ends.");
        assertThatThrownBy(beside::renew).as("there are fewer now").isInstanceOf(SupersededException.class);
        second.renew();
        other.renew();
    }

    @Test
    void aRunThatWasGivenBackIsNobodys() {
        owns("a", LONG);
        Neo4jTransaction writer = writer("a", "w", 0, 1);
        writer.renew();
        lease.release("token of another", false, () -> {
            throw new AssertionError("it is not that one's");
        });
        writer.renew();
        lease.release("token of a", false, () -> {});

        assertThatThrownBy(writer::renew)
                .hasMessage("Job a does not own run r any more; its lease was released or removed from the graph.");
    }

    /** A process that is stopped amid a batch keeps its locks as long as its connection lives. */
    @Test
    void aBatchThatNeverEndsIsEndedForTheNextOwner() {
        owns("a", OVER);
        Fence stopped = new WriterLease(claim("a", OVER), new WriterPlace("w", "w (1/1)", 0, 1));
        try (Session session = target.session()) {
            stopped.open(session);
            try (Transaction batch = session.beginTransaction(stopped.settings())) {
                stopped.pass(batch);

                owns("b", LONG);

                assertThatThrownBy(batch::commit).isInstanceOf(Exception.class);
            }
        }
    }

    /** A TaskManager that is cut off from Neo4j too, with its job continued elsewhere by the same owner. */
    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void aBatchThatNeverEndsIsEndedForTheNextAttempt() {
        owns("a", LONG);
        Fence cutOff = new WriterLease(claim("a", LONG), new WriterPlace("w", "w (1/2)", 0, 2));
        Fence beside = new WriterLease(claim("a", LONG), new WriterPlace("w", "w (2/2)", 1, 2));
        Fence other = new WriterLease(claim("a", LONG), new WriterPlace("other", "other (1/1)", 0, 1));
        try (Transaction first = begun(cutOff);
                Transaction second = begun(beside);
                Transaction third = begun(other)) {
            RetryingWriter next = new RetryingWriter(
                    writer("a", "w", 0, 1), Duration.ofMinutes(1), new CountedRetries(), new Random(1));

            assertThat(write(next, "by the next attempt").fate()).isEqualTo(Fate.WRITTEN);

            assertThatThrownBy(first::commit).isInstanceOf(Exception.class);
            assertThatThrownBy(second::commit).isInstanceOf(Exception.class);
            third.commit();
        }
    }

    private Transaction begun(Fence fence) {
        try (Session session = target.session()) {
            fence.open(session);
        }
        Transaction transaction = target.session().beginTransaction(fence.settings());
        fence.pass(transaction);
        return transaction;
    }

    private static BatchResult write(RetryingWriter writer, String uuid) {
        try {
            return writer.write(RealGraph.pending(List.of(Elements.entity(uuid))))
                    .get(0);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @SuppressWarnings("try") // The lock is held, not asked.
    void theSchemaIsOneProcessesAtATime() throws Exception {
        List<String> seen = new ArrayList<>();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (Target other = Target.open(NEO4J.options())) {
            Future<?> second;
            CyclicBarrier waits = new CyclicBarrier(2);
            try (SchemaLock lock = SchemaLock.take(target, line -> {})) {
                second = thread.submit(() -> {
                    try (SchemaLock next = SchemaLock.take(other, line -> await(waits))) {
                        seen.add("second");
                    }
                });
                await(waits);
                seen.add("first");
            }
            second.get();
        } finally {
            thread.shutdownNow();
        }
        assertThat(seen).containsExactly("first", "second");
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Numbered<T> {
        Callable<T> of(int number);
    }

    private static <T> List<T> atOnce(int count, Numbered<T> what) throws Exception {
        CyclicBarrier start = new CyclicBarrier(count);
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<Future<T>> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Callable<T> each = what.of(i);
                all.add(threads.submit(() -> {
                    start.await();
                    return each.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> each : all) {
                results.add(each.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    /** However often the machine is too slow. */
    private void owns(String job, Duration length) {
        while (!take(job, length, lease.look().orElse(null))) {}
    }

    private boolean take(String job, Duration length, @Nullable Holder seen) {
        return lease.take(owner(job), length, seen, fence -> {});
    }

    private static RunOwner owner(String job) {
        return new RunOwner(job, "token of " + job, "here", 7, "a boot", "77", null);
    }

    private static RunClaim claim(String job, Duration length) {
        return new RunClaim("r", job, "token of " + job, length);
    }

    /** Shares the test's connection, which the test closes. */
    private Neo4jTransaction writer(String job, String operator, int subtask, int parallelism) {
        WriterPlace place = new WriterPlace(
                operator, "%s (%d/%d)".formatted(operator, subtask + 1, parallelism), subtask, parallelism);
        return new Neo4jTransaction(
                target,
                new WriterLease(claim(job, LONG), place),
                OnExisting.KEEP,
                EndpointLookup.EXACT,
                new CreationLog("r", PendingCheckpoint.after(0)),
                new FormerValues("r", PendingCheckpoint.after(0)),
                List.of());
    }

    private RetryingWriter open(String job, String operator, int subtask, int parallelism) {
        return new RetryingWriter(
                writer(job, operator, subtask, parallelism), Duration.ofMinutes(1), new NoRetries(), new Random(1));
    }

    /** A lock is waited for, then the batch is tried again. */
    private static final class CountedRetries implements RetryingWriter.Surroundings {
        private final List<WriteVerdict> verdicts = new ArrayList<>();

        @Override
        public void sleep(Duration time) {}

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public void retried(WriteVerdict verdict, Neo4jException failure) {
            verdicts.add(verdict);
            assertThat(verdicts).containsOnly(WriteVerdict.RETRY).hasSizeLessThan(5);
        }
    }

    /** Nothing fails for a while in these tests. */
    private static final class NoRetries implements RetryingWriter.Surroundings {
        @Override
        public void sleep(Duration time) {}

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public void retried(WriteVerdict verdict, Neo4jException failure) {
            throw new AssertionError(Objects.requireNonNull(failure));
        }
    }
}
