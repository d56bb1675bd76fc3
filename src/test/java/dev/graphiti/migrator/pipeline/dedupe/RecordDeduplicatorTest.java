package dev.graphiti.migrator.pipeline.dedupe;

import static dev.graphiti.migrator.pipeline.dedupe.Harnesses.counts;
import static dev.graphiti.migrator.pipeline.dedupe.Harnesses.side;
import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.flink.CountingOperator;
import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.pipeline.MappedRecords;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class RecordDeduplicatorTest {
    private static final MappedRecord ADA = MappedRecords.of("p-1", "hash of Ada", "ada", "acme");

    @Test
    void anEqualRecordIsMerged() throws Exception {
        try (var harness = open(1, 0)) {
            send(harness, ADA, ADA);

            assertThat(harness.extractOutputValues()).containsExactly(ADA);
            assertThat(counts(harness)).containsExactlyInAnyOrder("mapped 2", "Entity mapped 4", "Entity merged 2");
            assertThat(side(harness, RecordDeduplicator.DEAD_LETTERS)).isEmpty();
        }
    }

    @Test
    void aRecordWithTheSameIdAndOtherContentIsADeadLetter() throws Exception {
        try (var harness = open(1, 0)) {
            send(harness, ADA, MappedRecords.of("p-1", "another hash", "ada", "globex"));

            assertThat(harness.extractOutputValues()).containsExactly(ADA);
            assertThat(counts(harness))
                    .containsExactlyInAnyOrder("mapped 1", "Entity mapped 2", "dead-lettered duplicate-id 1");
            DeadLetter letter = side(harness, RecordDeduplicator.DEAD_LETTERS).get(0);
            assertThat(letter.reason()).isEqualTo("duplicate-id");
            assertThat(letter.kind()).isEqualTo(DeadLetter.RECORD);
            assertThat(letter.message()).contains("p-1").contains("people.jsonl:0-4096 offset 42");
            assertThat(letter.kept().content())
                    .startsWith("{\"origin\":{\"system\":")
                    .endsWith("}")
                    .contains("globex");
        }
    }

    @Test
    void aRecordWithoutElementsCountsToo() throws Exception {
        try (var harness = open(1, 0)) {
            send(harness, MappedRecords.of("p-1", "nothing"));

            assertThat(counts(harness)).containsExactly("mapped 1");
        }
    }

    @Test
    void talliesComeBeforeTheBarrierAndOnce() throws Exception {
        try (var harness = open(1, 0)) {
            send(harness, ADA);
            assertThat(side(harness, CountingOperator.COUNTS)).isEmpty();
            harness.prepareSnapshotPreBarrier(1);
            assertThat(side(harness, CountingOperator.COUNTS)).hasSize(3);
            harness.prepareSnapshotPreBarrier(2);
            harness.endInput();
            assertThat(side(harness, CountingOperator.COUNTS)).hasSize(3);
        }
    }

    @Test
    void remembersAtAnotherParallelism() throws Exception {
        List<MappedRecord> records = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            records.add(MappedRecords.of("p-" + i, "hash " + i, "entity-" + i));
        }
        OperatorSubtaskState state;
        try (var harness = open(1, 0)) {
            send(harness, records.toArray(MappedRecord[]::new));
            state = harness.snapshot(1, 1);
        }
        int asked = 0;
        for (int subtask = 0; subtask < 3; subtask++) {
            try (var harness = Harnesses.keyed(RecordDeduplicator::new, 3, subtask)) {
                harness.initializeState(OneInputStreamOperatorTestHarness.repartitionOperatorState(
                        state, Harnesses.MAX_PARALLELISM, 1, 3, subtask));
                harness.open();
                for (MappedRecord record : records) {
                    if (subtaskOf(record, 3) == subtask) {
                        send(harness, record);
                        asked++;
                    }
                }
                assertThat(harness.extractOutputValues()).isEmpty();
            }
        }
        assertThat(asked).isEqualTo(records.size());
    }

    private static int subtaskOf(MappedRecord record, int parallelism) {
        return KeyGroupRangeAssignment.assignKeyToParallelOperator(
                GroupPartitioner.keyOfRecord(record), Harnesses.MAX_PARALLELISM, parallelism);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, MappedRecord, MappedRecord> open(
            int parallelism, int subtask) throws Exception {
        var harness = Harnesses.keyed(RecordDeduplicator::new, parallelism, subtask);
        harness.open();
        return harness;
    }

    private static void send(
            OneInputStreamOperatorTestHarness<MappedRecord, MappedRecord> harness, MappedRecord... records)
            throws Exception {
        for (MappedRecord record : records) {
            harness.processElement(record, 0);
        }
    }
}
