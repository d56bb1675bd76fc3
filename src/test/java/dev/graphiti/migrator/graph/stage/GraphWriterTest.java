package dev.graphiti.migrator.graph.stage;

import static dev.graphiti.migrator.testing.Elements.GROUP;
import static dev.graphiti.migrator.testing.Elements.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.graphiti.migrator.config.ByteSize;
import dev.graphiti.migrator.flink.OperatorFactory;
import dev.graphiti.migrator.flink.WireTypes;
import dev.graphiti.migrator.graph.fingerprint.ElementHash;
import dev.graphiti.migrator.graph.read.StoredElement;
import dev.graphiti.migrator.graph.stage.WrittenElement.Outcome;
import dev.graphiti.migrator.graph.write.BatchResult.Fate;
import dev.graphiti.migrator.graph.write.ElementRow;
import dev.graphiti.migrator.graph.write.ScriptedTransaction;
import dev.graphiti.migrator.graph.write.WriteOptions;
import dev.graphiti.migrator.graph.write.WriteOptions.OnExisting;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.testing.Elements;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.exceptions.TransientException;

/** The operator with its own threads and mails, on a server that does what the test says. */
@Timeout(60)
@SuppressWarnings("deprecation") // The driver's public constructors; its own code has others.
class GraphWriterTest {
    private static final WriteSteps.Tags TAGS = WriteSteps.Tags.create();

    /** Static, because Flink serializes the factory that reaches for it. */
    private static ScriptedTransaction transaction = new ScriptedTransaction();

    private OneInputStreamOperatorTestHarness<MappedRecord, WrittenElement> harness = harness(3, 1_000_000);

    @BeforeEach
    void open() throws Exception {
        transaction = new ScriptedTransaction();
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        transaction.hold(false);
        harness.close();
    }

    @Test
    void nothingIsSentBeforeABatchIsFull() throws Exception {
        process(Elements.entity("a"), Elements.entity("b"));

        assertThat(transaction.attempts()).isEmpty();
    }

    @Test
    void aBatchIsFullByCount() throws Exception {
        process(Elements.entity("a"), Elements.entity("b"));
        process(Elements.entity("c"));
        settleBatch();

        assertThat(transaction.attempts()).containsExactly(List.of("a", "b", "c"));
        assertThat(written()).containsExactly("a WRITTEN", "b WRITTEN", "c WRITTEN");
    }

    @Test
    void aBatchIsFullByBytes() throws Exception {
        harness.close();
        harness = harness(1000, 1_000);
        harness.open();

        process(Elements.community("a"));
        process(Elements.community("b"));
        process(Elements.community("c"));
        settleBatch();

        assertThat(transaction.attempts()).containsExactly(List.of("a", "b", "c"));
    }

    @Test
    void aBatchIsFullByTime() throws Exception {
        process(Elements.entity("a"));
        harness.setProcessingTime(999);
        assertThat(transaction.attempts()).isEmpty();

        harness.setProcessingTime(1_000);
        settleBatch();
        process(Elements.entity("b"));
        harness.setProcessingTime(2_000);
        settleBatch();

        assertThat(transaction.attempts()).containsExactly(List.of("a"), List.of("b"));
        harness.setProcessingTime(10_000);
        assertThat(transaction.attempts()).hasSize(2);
    }

    @Test
    void aRecordThatIsLargerThanABatchGoesInSeveralOfThem() throws Exception {
        process(
                Elements.entity("a"),
                Elements.entity("b"),
                Elements.entity("c"),
                Elements.entity("d"),
                Elements.fact("f", "a", "d"),
                Elements.fact("g", "b", "d"),
                Elements.fact("h", "c", "d"));
        harness.endInput();

        assertThat(transaction.attempts())
                .containsExactly(List.of("a", "b", "c"), List.of("d", "f", "g"), List.of("h"));
    }

    @Test
    void theNextBatchFillsAndStandsReadyWhileOneIsOnItsWay() throws Exception {
        transaction.hold(true);
        process(Elements.entity("a"), Elements.entity("b"), Elements.entity("c"));
        process(Elements.entity("d"));
        // Due, but with a batch on its way a small one would only be a burden.
        harness.setProcessingTime(5_000);
        process(Elements.entity("e"));
        process(Elements.entity("f"));
        process(Elements.entity("g"), Elements.entity("h"));
        assertThat(written()).isEmpty();

        CompletableFuture<Void> release = CompletableFuture.runAsync(() -> transaction.hold(false));
        process(Elements.entity("i"));
        release.join();

        assertThat(written()).containsExactly("a WRITTEN", "b WRITTEN", "c WRITTEN");
        settleBatch();
        settleBatch();
        assertThat(transaction.attempts())
                .containsExactly(List.of("a", "b", "c"), List.of("d", "e", "f"), List.of("g", "h", "i"));
    }

    @Test
    void theReadyBatchIsWrittenBeforeTheOneBeforeItIsSettled() throws Exception {
        process(Elements.entity("a"), Elements.entity("b"), Elements.entity("c"));
        process(Elements.entity("d"), Elements.entity("e"), Elements.entity("f"));

        Awaitility.await().until(() -> transaction.written().size() == 2);

        assertThat(written()).isEmpty();
        settleBatch();
        settleBatch();
        assertThat(written()).hasSize(6).startsWith("a WRITTEN").endsWith("f WRITTEN");
    }

    @Test
    void aBatchThatStandsReadyIsNotWrittenAfterOneThatFailed() throws Exception {
        transaction.hold(true);
        transaction.thenFail(new IllegalStateException("a bug"));
        process(Elements.entity("a"), Elements.entity("b"), Elements.entity("c"));
        process(Elements.entity("d"), Elements.entity("e"), Elements.entity("f"));
        transaction.hold(false);

        assertThatThrownBy(this::settleBatch).hasStackTraceContaining("a bug");
        // By then the writer's thread has come past the second batch.
        harness.notifyOfCompletedCheckpoint(1);
        Awaitility.await().until(() -> transaction.completed().contains(1L));

        assertThat(transaction.attempts()).containsExactly(List.of("a", "b", "c"));
    }

    @Test
    void everythingIsWrittenAndEmittedBeforeABarrierPasses() throws Exception {
        process(Elements.entity("a"), Elements.entity("b"), Elements.entity("c"), Elements.entity("d"));

        harness.prepareSnapshotPreBarrier(1);

        assertThat(written()).containsExactly("a WRITTEN", "b WRITTEN", "c WRITTEN", "d WRITTEN");
        assertThat(harness.getTaskMailbox().hasMail()).isFalse();
    }

    @Test
    void everythingIsWrittenAndEmittedAtTheEndOfInput() throws Exception {
        process(Elements.entity("a"));

        harness.endInput();

        assertThat(written()).containsExactly("a WRITTEN");
    }

    @Test
    void edgesWithoutTheirEndsLeaveByTheirSideOutput() throws Exception {
        transaction.letWait("f", "m");
        process(Elements.entity("a"), Elements.fact("f", "a", "z"), Elements.edge(ElementKind.MENTIONS, "m", "z", "a"));

        harness.prepareSnapshotPreBarrier(1);

        assertThat(written()).containsExactly("a WRITTEN");
        assertThat(side(TAGS.waitingEdges()))
                .containsExactly(
                        new WaitingEdge(ORIGIN, "mapping", Elements.fact("f", "a", "z")),
                        new WaitingEdge(ORIGIN, "mapping", Elements.edge(ElementKind.MENTIONS, "m", "z", "a")));
    }

    @Test
    void whatNeo4jRefusesIsADeadLetter() throws Exception {
        transaction.settling("b", Fate.REFUSED, "Neo.ClientError.Statement.TypeError: no maps");
        process(Elements.entity("a"), Elements.entity("b"));

        harness.endInput();

        assertThat(written()).containsExactly("a WRITTEN");
        assertThat(side(TAGS.deadLetters())).singleElement().satisfies(letter -> {
            assertThat(letter.stage()).isEqualTo("write");
            assertThat(letter.kind()).isEqualTo("Entity");
            assertThat(letter.uuid()).isEqualTo("b");
            assertThat(letter.reason()).isEqualTo("refused-by-neo4j");
            assertThat(letter.message())
                    .isEqualTo("Entity b: Neo4j refuses it: Neo.ClientError.Statement.TypeError: no maps");
            assertThat(letter.origin()).isEqualTo(ORIGIN);
            assertThat(letter.kept().content()).contains("\"name\":\"Ada b\"");
        });
    }

    @Test
    void whatWasThereIsMergedOrUpdated() throws Exception {
        transaction.settling("a", Fate.MERGED, null).settling("b", Fate.UPDATED, "{\"name\":\"B\"}");
        process(Elements.entity("a"), Elements.entity("b"));

        harness.endInput();

        assertThat(harness.extractOutputValues())
                .extracting(WrittenElement::outcome, WrittenElement::former)
                .containsExactly(tuple(Outcome.MERGED, null), tuple(Outcome.UPDATED, "{\"name\":\"B\"}"));
    }

    @Test
    void whatIsWrittenSaysAllThatTheLedgerKeeps() throws Exception {
        process(Elements.entity("a"), Elements.episode("e"));
        harness.endInput();

        StoredElement stored = ElementRow.of(Elements.entity("a")).stored();
        assertThat(harness.extractOutputValues())
                .contains(new WrittenElement(
                        ElementKind.ENTITY,
                        "a",
                        GROUP,
                        Outcome.WRITTEN,
                        "mapping",
                        new ElementHash().of(stored).toString(),
                        new ElementHash().both(stored).fixedPart().toString(),
                        null,
                        true,
                        ORIGIN,
                        null))
                .extracting(WrittenElement::vector)
                .containsExactly(false, true);
    }

    @Test
    void aServerThatRefusesToWriteFailsTheTaskForGood() throws Exception {
        transaction.thenFail(new ClientException("Neo.ClientError.Security.Forbidden", "read only"));
        process(Elements.entity("a"));

        assertThatThrownBy(() -> harness.endInput())
                .hasStackTraceContaining(SuppressRestartsException.class.getName())
                .hasStackTraceContaining(MigratorException.class.getName())
                .hasStackTraceContaining("Neo4j refuses to write: read only (Neo.ClientError.Security.Forbidden)");
    }

    @Test
    void edgesForAnotherWriterAreHandedOnOnceTheirBatchIsWritten() throws Exception {
        harness.close();
        OutputTag<MappedRecord> edges = new OutputTag<>("edges", WireTypes.of(MappedRecord.class));
        harness = harness(3, 1_000_000, TAGS.passingEdgesTo(edges));
        harness.open();
        transaction.hold(true);

        process(Elements.entity("a"), Elements.fact("f", "a", "b"), Elements.fact("g", "a", "c"));
        assertThat(harness.getSideOutput(edges)).isNull();
        transaction.hold(false);
        settleBatch();

        assertThat(transaction.attempts()).containsExactly(List.of("a"));
        assertThat(side(edges).stream()
                        .flatMap(record -> record.elements().stream())
                        .map(GraphElement::uuid))
                .containsExactly("f", "g");
        process(Elements.fact("h", "b", "a"));
        harness.prepareSnapshotPreBarrier(1);
        assertThat(side(edges)).hasSize(2);
        assertThat(written()).containsExactly("a WRITTEN");
    }

    @Test
    void tellsBeforeABarrierWhatWasSentAgain() throws Exception {
        transaction.thenFail(new TransientException("Neo.TransientError.Transaction.DeadlockDetected", "deadlock"));
        process(Elements.entity("a"));
        harness.prepareSnapshotPreBarrier(1);
        process(Elements.entity("b"));
        harness.prepareSnapshotPreBarrier(2);

        assertThat(side(TAGS.retries())).containsExactly(new RetriedBatches(RetriedBatches.TRANSIENT, 1));
    }

    /** On a thread of its own nobody would hear of it, and the task would wait for ever. */
    @Test
    void anErrorFailsTheTaskToo() throws Exception {
        transaction.thenFail(new NoClassDefFoundError("some/Codec"));
        process(Elements.entity("a"));

        assertThatThrownBy(() -> harness.prepareSnapshotPreBarrier(1)).hasStackTraceContaining("some/Codec");
    }

    @Test
    void aFailureWithoutAnybodyWaitingFailsTheTaskByMail() throws Exception {
        transaction.thenFail(new IllegalStateException("a bug"));
        process(Elements.entity("a"), Elements.entity("b"), Elements.entity("c"));

        assertThatThrownBy(this::settleBatch).hasStackTraceContaining("a bug");
    }

    @Test
    void closingClosesTheWriterAndDropsWhatComesLater() throws Exception {
        transaction.hold(true);
        process(Elements.entity("a"), Elements.entity("b"), Elements.entity("c"));
        transaction.awaitBatch();

        harness.getOperator().close();
        transaction.hold(false);
        settleBatch();

        assertThat(transaction.closed()).isTrue();
        assertThat(written()).isEmpty();
    }

    private void process(GraphElement... elements) throws Exception {
        harness.processElement(new StreamRecord<>(record(elements)));
    }

    private static MappedRecord record(GraphElement... elements) {
        return new MappedRecord(ORIGIN, GROUP, "hash", "mapping", 0, true, List.of(elements));
    }

    /** Waits for the batch on its way and handles the mail about it. */
    private void settleBatch() throws Exception {
        harness.getTaskMailbox().take(TaskMailbox.MIN_PRIORITY).run();
    }

    private List<String> written() {
        return harness.extractOutputValues().stream()
                .map(element -> element.uuid() + " " + element.outcome())
                .toList();
    }

    private <T> List<T> side(OutputTag<T> tag) {
        return harness.getSideOutput(tag).stream().map(StreamRecord::getValue).toList();
    }

    private static OneInputStreamOperatorTestHarness<MappedRecord, WrittenElement> harness(int batchSize, long bytes) {
        return harness(batchSize, bytes, TAGS);
    }

    private static OneInputStreamOperatorTestHarness<MappedRecord, WrittenElement> harness(
            int batchSize, long bytes, WriteSteps.Tags tags) {
        WriteOptions options = new WriteOptions(
                batchSize,
                new ByteSize(bytes),
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
        try {
            return new OneInputStreamOperatorTestHarness<>(OperatorFactory.of(
                    GraphWriter.class, parameters -> new GraphWriter(parameters, options, factory, tags)));
        } catch (Exception e) {
            throw new IllegalStateException("no harness", e);
        }
    }
}
