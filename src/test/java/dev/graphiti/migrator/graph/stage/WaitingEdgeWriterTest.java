package dev.graphiti.migrator.graph.stage;

import static dev.graphiti.migrator.testing.Elements.ORIGIN;
import static dev.graphiti.migrator.testing.Elements.RUN_START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.config.ByteSize;
import dev.graphiti.migrator.flink.OperatorFactory;
import dev.graphiti.migrator.graph.write.BatchResult.Fate;
import dev.graphiti.migrator.graph.write.ScriptedTransaction;
import dev.graphiti.migrator.graph.write.WriteOptions;
import dev.graphiti.migrator.graph.write.WriteOptions.OnExisting;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.StructuralEdge;
import dev.graphiti.migrator.testing.Elements;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.neo4j.driver.exceptions.ClientException;

@Timeout(60)
@SuppressWarnings("deprecation") // The driver's public constructors; its own code has others.
class WaitingEdgeWriterTest {
    private static final WriteSteps.Tags TAGS = WriteSteps.Tags.create();
    private static final int MAX_PARALLELISM = 8;

    /** Static, because Flink serializes the factory that reaches for it. */
    private static ScriptedTransaction transaction = new ScriptedTransaction();

    private final List<Harness> harnesses = new ArrayList<>();

    enum Backend {
        HEAP,
        ROCKSDB;

        StateBackend create() {
            return this == HEAP ? new HashMapStateBackend() : new EmbeddedRocksDBStateBackend();
        }
    }

    @BeforeEach
    void start() {
        transaction = new ScriptedTransaction();
    }

    @AfterEach
    void close() throws Exception {
        for (Harness harness : harnesses) {
            harness.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void edgesAreTriedAgainFromTimeToTime(Backend backend) throws Exception {
        Harness harness = started(backend);
        transaction.letWait("a", "b", "c");
        harness.process(edge("a", "g1"), edge("b", "g1"), edge("c", "g2"));
        assertThat(transaction.attempts()).isEmpty();

        harness.setProcessingTime(60_000);
        assertThat(transaction.attempts()).hasSize(1).first().asList().containsExactlyInAnyOrder("a", "b", "c");
        assertThat(harness.written()).isEmpty();

        transaction.waitNoLonger("b", "c");
        harness.setProcessingTime(120_000);
        assertThat(harness.written()).containsExactlyInAnyOrder("b", "c");

        transaction.waitNoLonger("a");
        harness.setProcessingTime(180_000);
        assertThat(harness.written()).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(transaction.attempts().get(2)).containsExactly("a");

        harness.setProcessingTime(240_000);
        assertThat(transaction.attempts()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void whatHasNoEndsAtTheEndIsADeadLetter(Backend backend) throws Exception {
        Harness harness = started(backend);
        transaction.letWait("f");
        harness.processElement(
                new StreamRecord<>(new WaitingEdge(ORIGIN, "mapping", Elements.fact("f", "here", "gone"))));
        harness.process(edge("a", "g1"));

        harness.endInput();

        assertThat(harness.written()).containsExactly("a");
        assertThat(harness.getSideOutput(TAGS.deadLetters())).hasSize(1).first().satisfies(record -> {
            assertThat(record.getValue().reason()).isEqualTo("endpoint-missing");
            assertThat(record.getValue().kind()).isEqualTo("RELATES_TO");
            assertThat(record.getValue().uuid()).isEqualTo("f");
            assertThat(record.getValue().origin()).isEqualTo(ORIGIN);
            assertThat(record.getValue().message())
                    .matches(
                            "RELATES_TO f \\(.+: \".+\"\\): at the end of the source, its target gone is not in the graph,"
                                    + " while its start is \"name of here\"; migrate the missing elements and run again\\.");
            assertThat(record.getValue().kept().content()).contains("\"source_node_uuid\":\"here\"");
        });
        harness.setProcessingTime(60_000);
        assertThat(transaction.attempts()).hasSize(1);
    }

    @Test
    void aFactOfOneEntityThatIsMissingNamesItOnce() throws Exception {
        Harness harness = started(Backend.HEAP);
        transaction.letWait("f");
        harness.processElement(
                new StreamRecord<>(new WaitingEdge(ORIGIN, "mapping", Elements.fact("f", "gone", "gone"))));

        harness.endInput();

        assertThat(harness.getSideOutput(TAGS.deadLetters()))
                .hasSize(1)
                .first()
                .satisfies(record -> assertThat(record.getValue().message())
                        .endsWith(
                                ": at the end of the source, its start and target gone is not in the graph; migrate the"
                                        + " missing elements and run again."));
    }

    @Test
    void anEdgeThatIsReplayedWaitsOnce() throws Exception {
        Harness harness = started(Backend.HEAP);
        harness.process(edge("a", "g1"), edge("a", "g1"));

        harness.endInput();

        assertThat(transaction.attempts()).containsExactly(List.of("a"));
    }

    @Test
    void batchesRunOverGroupsAndKeepTheirSize() throws Exception {
        Harness harness = started(Backend.HEAP);
        for (int i = 0; i < 10; i++) {
            harness.process(edge("e-" + i, "group_" + i));
        }

        harness.endInput();

        assertThat(transaction.attempts()).extracting(List::size).containsExactly(4, 4, 2);
        assertThat(harness.written()).hasSize(10);
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void aGroupLargerThanABatchLosesNothing(Backend backend) throws Exception {
        Harness harness = started(backend);
        String[] late = IntStream.range(0, 50)
                .filter(i -> i % 3 == 0)
                .mapToObj(i -> "e-" + i)
                .toArray(String[]::new);
        transaction.letWait(late);
        for (int i = 0; i < 50; i++) {
            harness.process(edge("e-" + i, i % 2 == 0 ? "even" : "odd"));
        }

        harness.setProcessingTime(60_000);
        assertThat(harness.written()).hasSize(50 - late.length);
        transaction.waitNoLonger(late);
        harness.endInput();

        assertThat(harness.written()).hasSize(50).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void oneGroupWithMoreThanMemoryShouldHoldIsSettledInPortions(Backend backend) throws Exception {
        int edges = 2 * WaitingEdges.SETTLED_AT_ONCE + 1_000;
        Harness harness = harness(backend, 1, 0, new Limits(2_000, 1_000_000_000));
        harness.open();
        for (int i = 0; i < edges; i++) {
            harness.process(edge("e-" + i, "hot"));
        }

        harness.setProcessingTime(60_000);
        assertThat(harness.extractOutputValues()).hasSize(WaitingEdges.SETTLED_AT_ONCE);
        harness.endInput();
        // Nothing is left that would go out once more.
        harness.endInput();

        assertThat(harness.written()).hasSize(edges).doesNotHaveDuplicates();
    }

    @Test
    void aBatchIsFullByBytesToo() throws Exception {
        Harness harness = harness(Backend.HEAP, 1, 0, new Limits(1_000, 1_000));
        harness.open();
        for (int i = 0; i < 7; i++) {
            harness.process(edge("e-" + i, "g"));
        }

        harness.endInput();

        // 400 bytes each, as far as anybody looks.
        assertThat(transaction.attempts()).extracting(List::size).containsExactly(3, 3, 1);
    }

    @Test
    void whatIsTriedInVainTakesATenthOfTheTimeAtMost() {
        Duration minute = Duration.ofMinutes(1);

        assertThat(WaitingEdgeWriter.pauseAfter(Duration.ofSeconds(2), minute)).isEqualTo(minute);
        assertThat(WaitingEdgeWriter.pauseAfter(Duration.ofSeconds(20), minute)).isEqualTo(Duration.ofMinutes(3));
    }

    /** While the last batch is on its way the task handles its mails, and one of them may be the timer. */
    @Test
    void aTimerInTheMidstOfATryStartsNoSecondOne() throws Exception {
        Harness harness = started(Backend.HEAP);
        harness.process(edge("a", "g1"), edge("b", "g2"));
        harness.getTaskMailbox()
                .put(new Mail(() -> harness.setProcessingTime(60_000), TaskMailbox.MAX_PRIORITY, "the time passes"));

        harness.endInput();

        assertThat(harness.written()).containsExactlyInAnyOrder("a", "b");
        assertThat(transaction.attempts()).hasSize(1);
    }

    @Test
    void aRefusedEdgeIsADeadLetterAndWaitsNoLonger() throws Exception {
        Harness harness = started(Backend.HEAP);
        transaction.settling("a", Fate.REFUSED, "no");
        harness.process(edge("a", "g1"));

        harness.setProcessingTime(60_000);

        assertThat(harness.getSideOutput(TAGS.deadLetters())).hasSize(1);
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void waitingEdgesOutliveARestart(Backend backend) throws Exception {
        Harness before = started(backend);
        before.process(edge("a", "g1"), edge("b", "g2"));
        before.processElement(new StreamRecord<>(new WaitingEdge(ORIGIN, "mapping", Elements.fact("f", "a", "b"))));
        OperatorSubtaskState state = before.snapshot(1, 1);

        Harness after = harness(backend, 1, 0);
        after.initializeState(state);
        after.open();
        after.endInput();

        assertThat(after.written()).containsExactlyInAnyOrder("a", "b", "f");
    }

    @Test
    void waitingEdgesOutliveARestartAtAnotherParallelism() throws Exception {
        Harness before = started(Backend.HEAP);
        for (int i = 0; i < 40; i++) {
            before.process(edge("e-" + i, "group_" + i % 9));
        }
        OperatorSubtaskState state = before.snapshot(1, 1);

        List<String> written = new ArrayList<>();
        for (int subtask = 0; subtask < 3; subtask++) {
            Harness after = harness(Backend.HEAP, 3, subtask);
            after.initializeState(
                    AbstractStreamOperatorTestHarness.repartitionOperatorState(state, MAX_PARALLELISM, 1, 3, subtask));
            after.open();
            after.endInput();
            assertThat(after.written()).hasSizeLessThan(40);
            written.addAll(after.written());
        }

        assertThat(written).hasSize(40).doesNotHaveDuplicates();
    }

    @Test
    void aServerThatRefusesToWriteFailsTheTaskForGood() throws Exception {
        Harness harness = started(Backend.HEAP);
        transaction.thenFail(new ClientException("Neo.ClientError.Security.Forbidden", "read only"));
        harness.process(edge("a", "g1"));

        assertThatThrownBy(harness::endInput)
                .hasStackTraceContaining(SuppressRestartsException.class.getName())
                .hasStackTraceContaining("Neo4j refuses to write: read only");
    }

    private static WaitingEdge edge(String uuid, String groupId) {
        return new WaitingEdge(
                ORIGIN, "mapping", new StructuralEdge(ElementKind.MENTIONS, uuid, groupId, "e", "n", RUN_START));
    }

    private Harness started(Backend backend) throws Exception {
        Harness harness = harness(backend, 1, 0);
        harness.open();
        return harness;
    }

    /** Of a batch. */
    private record Limits(int elements, long bytes) {}

    private Harness harness(Backend backend, int parallelism, int subtask) throws Exception {
        return harness(backend, parallelism, subtask, new Limits(4, 1_000_000));
    }

    private Harness harness(Backend backend, int parallelism, int subtask, Limits limits) throws Exception {
        Harness harness = new Harness(parallelism, subtask, limits);
        harness.setStateBackend(backend.create());
        harnesses.add(harness);
        return harness;
    }

    private static final class Harness
            extends KeyedOneInputStreamOperatorTestHarness<String, WaitingEdge, WrittenElement> {
        Harness(int parallelism, int subtask, Limits limits) throws Exception {
            super(operator(limits), WaitingEdge::groupId, Types.STRING, MAX_PARALLELISM, parallelism, subtask);
        }

        private static OperatorFactory<WaitingEdge, WrittenElement> operator(Limits limits) {
            WriteOptions options = new WriteOptions(
                    limits.elements(),
                    new ByteSize(limits.bytes()),
                    Duration.ofSeconds(1),
                    OnExisting.KEEP,
                    WriteOptions.OnGone.KEEP,
                    WriteOptions.OnDuplicate.DEAD_LETTER,
                    null,
                    Duration.ofMinutes(1),
                    1,
                    Duration.ofMinutes(1));
            WriterFactory factory = (metrics, coverage, place) ->
                    new RetryingWriter(transaction, Duration.ofMinutes(1), metrics, new Random(1));
            return OperatorFactory.of(
                    WaitingEdgeWriter.class, parameters -> new WaitingEdgeWriter(parameters, options, factory, TAGS));
        }

        void process(WaitingEdge... edges) throws Exception {
            for (WaitingEdge edge : edges) {
                processElement(new StreamRecord<>(edge));
            }
        }

        List<String> written() {
            return extractOutputValues().stream().map(WrittenElement::uuid).toList();
        }
    }
}
