package dev.graphiti.migrator.graph.stage;

import static dev.graphiti.migrator.testing.Elements.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.graphiti.migrator.graph.WriteVerdict;
import dev.graphiti.migrator.graph.write.BatchResult;
import dev.graphiti.migrator.graph.write.BatchResult.Fate;
import dev.graphiti.migrator.graph.write.BatchResult.Pending;
import dev.graphiti.migrator.graph.write.BatchTransaction;
import dev.graphiti.migrator.graph.write.ScriptedTransaction;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.testing.Elements;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.neo4j.driver.exceptions.TransientException;

@SuppressWarnings("deprecation") // The driver's public constructors; its own code has others.
class RetryingWriterTest {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Neo4jException DEADLOCK =
            new TransientException("Neo.TransientError.Transaction.DeadlockDetected", "deadlock");
    private static final Neo4jException AWAY = new ServiceUnavailableException("connection refused");
    private static final Neo4jException BAD_ROW =
            new ClientException("Neo.ClientError.Statement.TypeError", "a map is no property");
    private static final Neo4jException TOO_MUCH =
            new TransientException("Neo.TransientError.General.MemoryPoolOutOfMemoryError", "too much");

    private final ScriptedTransaction transaction = new ScriptedTransaction();
    private final SleepingOnPaper surroundings = new SleepingOnPaper();

    @Test
    void aBatchThatIsTakenIsSentOnce() throws Exception {
        List<BatchResult> results = write(nodes(3));

        assertThat(results)
                .extracting(BatchResult::fate)
                .containsOnly(Fate.WRITTEN)
                .hasSize(3);
        assertThat(transaction.attempts()).containsExactly(List.of("n-0", "n-1", "n-2"));
        assertThat(surroundings.sleeps).isEmpty();
    }

    @Test
    void nodesAreSentBeforeEdgesAndOtherwiseTheOrderIsKept() throws Exception {
        write(List.of(
                Elements.edge(ElementKind.MENTIONS, "m-2", "e", "n"),
                Elements.fact("f", "n", "n"),
                Elements.edge(ElementKind.MENTIONS, "m-1", "e", "n"),
                Elements.entity("n-2"),
                Elements.entity("n-1"),
                Elements.episode("e")));

        assertThat(transaction.attempts()).containsExactly(List.of("e", "n-2", "n-1", "f", "m-2", "m-1"));
    }

    @Test
    void aDeadlockIsTriedAgainAfterGrowingPauses() throws Exception {
        IntStream.range(0, 12).forEach(i -> transaction.thenFail(DEADLOCK));

        assertThat(write(nodes(1))).extracting(BatchResult::fate).containsExactly(Fate.WRITTEN);

        assertThat(transaction.attempts()).hasSize(13);
        assertThat(surroundings.retries).hasSize(12).containsOnly(WriteVerdict.RETRY);
        assertPausesGrow(Duration.ofMillis(5), Duration.ofMillis(500));
    }

    @Test
    void anAbsentServerIsWaitedForWithLongerPauses() throws Exception {
        IntStream.range(0, 12).forEach(i -> transaction.thenFail(AWAY));

        write(nodes(1));

        assertThat(surroundings.retries).hasSize(12).containsOnly(WriteVerdict.WAIT);
        assertPausesGrow(Duration.ofMillis(200), Duration.ofSeconds(5));
    }

    /** Each pause lies between half of a ceiling that doubles up to the longest, and that ceiling. */
    private void assertPausesGrow(Duration first, Duration longest) {
        long ceiling = first.toNanos();
        for (Duration sleep : surroundings.sleeps) {
            assertThat(sleep.toNanos()).isBetween(ceiling / 2, ceiling);
            ceiling = Math.min(2 * ceiling, longest.toNanos());
        }
        assertThat(surroundings.sleeps.get(surroundings.sleeps.size() - 1))
                .isGreaterThanOrEqualTo(longest.dividedBy(2));
    }

    @Test
    void twoWritersThatCollidedPauseDifferently() throws Exception {
        transaction.thenFail(DEADLOCK);
        write(nodes(1), new Random(1));
        transaction.thenFail(DEADLOCK);
        write(nodes(1), new Random(2));

        assertThat(surroundings.sleeps).doesNotHaveDuplicates();
    }

    @Test
    void aServerThatStaysAwayEndsTheRun() {
        IntStream.range(0, 10_000).forEach(i -> transaction.thenFail(AWAY));

        assertThatThrownBy(() -> write(nodes(1)))
                .isInstanceOf(MigratorException.class)
                .hasCause(AWAY)
                .hasMessageMatching("Neo4j has not accepted a batch for 60\\d s \\(write.outage-limit\\), last answer:"
                        + " connection refused; restart the server and resume from the last checkpoint\\.");

        assertThat(surroundings.nanos)
                .isCloseTo(LIMIT.toNanos(), within(Duration.ofSeconds(6).toNanos()));
    }

    @Test
    void theTimeOfAnOutageStartsWithEachBatch() throws Exception {
        for (int i = 0; i < 5; i++) {
            surroundings.nanos += LIMIT.dividedBy(2).toNanos();
            transaction.thenFail(AWAY);
            write(nodes(1));
        }

        assertThat(transaction.written()).hasSize(5);
    }

    @Test
    void whatLiesInNoRowEndsTheRunAtOnce() {
        transaction.thenFail(new ClientException("Neo.ClientError.Security.Forbidden", "no writes here"));

        assertThatThrownBy(() -> write(nodes(2)))
                .isInstanceOf(MigratorException.class)
                .hasMessage("Neo4j refuses to write: no writes here (Neo.ClientError.Security.Forbidden)");

        assertThat(transaction.attempts()).hasSize(1);
    }

    @Test
    void aFailureThatIsNotNeo4jsGoesThrough() {
        transaction.thenFail(new IllegalStateException("a bug"));

        assertThatThrownBy(() -> write(nodes(2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a bug");
    }

    @Test
    void aRefusedElementSaysWhy() throws Exception {
        transaction.refusing(BAD_ROW, List.of("n-1"));

        assertThat(write(nodes(3)))
                .filteredOn(result -> result.fate() == Fate.REFUSED)
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.pending().element().uuid()).isEqualTo("n-1");
                    assertThat(result.detail()).isEqualTo("Neo.ClientError.Statement.TypeError: a map is no property");
                });
    }

    /** Neo4j repeats the value in its message: a vector or a whole document. */
    @Test
    void whyAnElementIsRefusedIsBounded() throws Exception {
        transaction.refusing(
                new ClientException("Neo.ClientError.Statement.TypeError", "x".repeat(100_000)), List.of("n-0"));

        assertThat(write(nodes(1)).get(0).detail()).hasSize(1_000).endsWith("xx…");
    }

    @Property(tries = 300)
    void exactlyTheOffendingElementsAreRefused(
            @ForAll @IntRange(min = 1, max = 120) int size,
            @ForAll @Size(max = 12) Set<@IntRange(max = 119) Integer> bad,
            @ForAll long seed)
            throws Exception {
        ScriptedTransaction scripted = new ScriptedTransaction();
        Set<String> offending = bad.stream()
                .filter(number -> number < size)
                .map(number -> "n-" + number)
                .collect(Collectors.toCollection(TreeSet::new));
        scripted.refusing(BAD_ROW, offending);
        List<GraphElement> batch = new ArrayList<>(nodes(size));
        Collections.shuffle(batch, new Random(seed));

        List<BatchResult> results = writer(scripted, new Random(seed)).write(pending(batch));

        assertThat(uuids(results, Fate.REFUSED)).isEqualTo(offending);
        assertThat(results)
                .extracting(result -> result.pending().element().uuid())
                .containsExactlyInAnyOrderElementsOf(
                        batch.stream().map(GraphElement::uuid).toList());
        assertThat(scripted.written().stream().flatMap(List::stream))
                .containsExactlyElementsOf(batch.stream()
                        .map(GraphElement::uuid)
                        .filter(uuid -> !offending.contains(uuid))
                        .toList());
    }

    @Test
    void aFewBadRowsCostFewTransactions() throws Exception {
        transaction.refusing(BAD_ROW, List.of("n-17", "n-3000"));

        write(nodes(4000));

        assertThat(transaction.attempts()).hasSizeLessThan(60);
    }

    @Test
    void transientFailuresInTheMidstOfTheSearchChangeNothing() throws Exception {
        transaction.refusing(BAD_ROW, List.of("n-5")).thenFail(DEADLOCK).thenFail(AWAY);

        assertThat(uuids(write(nodes(10)), Fate.REFUSED)).containsExactly("n-5");
    }

    @Test
    void aBatchThatIsTooBigForTheServerGoesInPartsAndNothingIsRefused() throws Exception {
        transaction.thenFail(TOO_MUCH).thenFail(TOO_MUCH);

        List<BatchResult> results = write(nodes(8));

        assertThat(uuids(results, Fate.WRITTEN)).hasSize(8);
        assertThat(transaction.written())
                .containsExactly(List.of("n-0", "n-1"), List.of("n-2", "n-3"), List.of("n-4", "n-5", "n-6", "n-7"));
    }

    @Test
    void anElementThatIsTooBigAloneIsTriedAgain() throws Exception {
        transaction.thenFail(TOO_MUCH);

        assertThat(write(nodes(1))).extracting(BatchResult::fate).containsExactly(Fate.WRITTEN);
        assertThat(surroundings.sleeps).hasSize(1);
    }

    @Test
    void closesItsTransaction() {
        writer(transaction, new Random(1)).close();

        assertThat(transaction.closed()).isTrue();
    }

    private List<BatchResult> write(List<? extends GraphElement> elements) throws InterruptedException {
        return write(elements, new Random(42));
    }

    private List<BatchResult> write(List<? extends GraphElement> elements, RandomGenerator random)
            throws InterruptedException {
        return writer(transaction, random).write(pending(elements));
    }

    private RetryingWriter writer(BatchTransaction on, RandomGenerator random) {
        return new RetryingWriter(on, LIMIT, surroundings, random);
    }

    private static List<GraphElement> nodes(int count) {
        return IntStream.range(0, count)
                .<GraphElement>mapToObj(number -> Elements.entity("n-" + number))
                .toList();
    }

    private static List<Pending> pending(List<? extends GraphElement> elements) {
        return elements.stream()
                .map(element -> new Pending(element, ORIGIN, "mapping"))
                .toList();
    }

    private static Set<String> uuids(List<BatchResult> results, Fate fate) {
        return results.stream()
                .filter(result -> result.fate() == fate)
                .map(result -> result.pending().element().uuid())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Time passes only by its sleeps. */
    private static final class SleepingOnPaper implements RetryingWriter.Surroundings {
        private final List<Duration> sleeps = new ArrayList<>();
        private final List<WriteVerdict> retries = new ArrayList<>();
        private long nanos;

        @Override
        public void sleep(Duration time) {
            sleeps.add(time);
            nanos += time.toNanos();
        }

        @Override
        public long nanoTime() {
            return nanos;
        }

        @Override
        public void retried(WriteVerdict verdict, Neo4jException failure) {
            retries.add(verdict);
        }
    }
}
