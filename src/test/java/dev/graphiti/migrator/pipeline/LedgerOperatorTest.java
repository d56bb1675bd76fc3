package dev.graphiti.migrator.pipeline;

import static dev.graphiti.migrator.pipeline.dedupe.Harnesses.counts;
import static dev.graphiti.migrator.pipeline.dedupe.Harnesses.side;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.graphiti.migrator.count.Count;
import dev.graphiti.migrator.flink.CountingOperator;
import dev.graphiti.migrator.graph.stage.WrittenElement;
import dev.graphiti.migrator.graph.stage.WrittenElement.Outcome;
import dev.graphiti.migrator.ledger.LedgerEvent;
import dev.graphiti.migrator.ledger.LedgerRow;
import dev.graphiti.migrator.ledger.LedgerSequence;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.pipeline.dedupe.Harnesses;
import dev.graphiti.migrator.testing.Elements;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LedgerOperatorTest {
    @Test
    void eachOutcomeIsARowAndATally() throws Exception {
        try (var harness = Harnesses.of(LedgerOperatorTest::operator)) {
            harness.open();
            harness.processElement(written("a", Outcome.WRITTEN, null), 0);
            harness.processElement(written("b", Outcome.MERGED, null), 0);
            harness.processElement(written("c", Outcome.UPDATED, "{\"name\":\"old\"}"), 0);

            assertThat(harness.extractOutputValues())
                    .extracting(LedgerRow::uuid, LedgerRow::event, LedgerRow::producer, LedgerRow::former)
                    .containsExactly(
                            tuple("a", LedgerEvent.CREATED, "mapping", null),
                            tuple("b", LedgerEvent.KEPT, "mapping", null),
                            tuple("c", LedgerEvent.UPDATED, "mapping", "{\"name\":\"old\"}"));
            assertThat(counts(harness))
                    .containsExactlyInAnyOrder(
                            "Entity written 1",
                            "Entity merged 1",
                            "Entity updated 1",
                            "acme elements 3",
                            "acme vectors 3");
        }
    }

    @Test
    void throughputIsCountedBySecond() throws Exception {
        try (var harness = Harnesses.of(LedgerOperatorTest::operator)) {
            harness.open();
            for (long now : new long[] {5_000, 5_999, 6_000}) {
                harness.setProcessingTime(now);
                harness.processElement(written("a", Outcome.WRITTEN, null), 0);
            }
            harness.endInput();

            assertThat(side(harness, CountingOperator.COUNTS))
                    .contains(
                            Count.throughput(5, Count.Outcome.WRITTEN, 2),
                            Count.throughput(6, Count.Outcome.WRITTEN, 1));
        }
    }

    /** Rows that no checkpoint has covered are replaced by those of the replay. */
    @Test
    void aReplayGivesRowsTheSamePlaces() throws Exception {
        OperatorSubtaskState covered;
        List<Long> first;
        try (var harness = Harnesses.of(LedgerOperatorTest::operator)) {
            harness.open();
            harness.processElement(written("a", Outcome.WRITTEN, null), 0);
            harness.prepareSnapshotPreBarrier(1);
            covered = harness.snapshot(1, 0);
            harness.processElement(written("b", Outcome.WRITTEN, null), 0);
            harness.processElement(written("c", Outcome.WRITTEN, null), 0);
            first = sequences(harness);
        }

        assertThat(first).isSorted().doesNotHaveDuplicates().hasSize(3);
        assertThat(first.stream().map(LedgerSequence::of))
                .containsExactly(
                        new LedgerSequence(1, 2, 0, 0), new LedgerSequence(2, 2, 0, 0), new LedgerSequence(2, 2, 0, 1));
        try (var harness = Harnesses.of(LedgerOperatorTest::operator)) {
            harness.setRestoredCheckpointId(1);
            harness.initializeState(covered);
            harness.open();
            harness.processElement(written("c", Outcome.WRITTEN, null), 0);
            harness.processElement(written("b", Outcome.WRITTEN, null), 0);

            assertThat(sequences(harness)).isEqualTo(first.subList(1, 3));
        }
    }

    private static List<Long> sequences(OneInputStreamOperatorTestHarness<WrittenElement, LedgerRow> harness) {
        return harness.extractOutputValues().stream().map(LedgerRow::sequence).toList();
    }

    private static LedgerOperator operator(StreamOperatorParameters<LedgerRow> parameters) {
        return new LedgerOperator(parameters, 2);
    }

    private static WrittenElement written(String uuid, Outcome outcome, @Nullable String former) {
        return new WrittenElement(
                ElementKind.ENTITY,
                uuid,
                Elements.GROUP,
                outcome,
                "mapping",
                "hash",
                "fixed",
                "content",
                true,
                Elements.ORIGIN,
                former);
    }
}
