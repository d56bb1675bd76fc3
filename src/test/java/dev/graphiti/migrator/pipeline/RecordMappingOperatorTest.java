package dev.graphiti.migrator.pipeline;

import static dev.graphiti.migrator.pipeline.dedupe.Harnesses.counts;
import static dev.graphiti.migrator.pipeline.dedupe.Harnesses.side;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.app.Configs;
import dev.graphiti.migrator.count.Count;
import dev.graphiti.migrator.count.Count.Outcome;
import dev.graphiti.migrator.count.Count.Subject;
import dev.graphiti.migrator.flink.CountingOperator;
import dev.graphiti.migrator.mapping.yaml.RecordMapper;
import dev.graphiti.migrator.model.DeadLetter.Kept;
import dev.graphiti.migrator.model.DeadLetter.Kept.Form;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.pipeline.dedupe.Harnesses;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.fields.Fields;
import java.time.Instant;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class RecordMappingOperatorTest {
    private static final RecordOrigin ORIGIN = new RecordOrigin("json", "people", "", "people.jsonl", "offset 0");

    @Test
    void everyRecordReadIsCounted() throws Exception {
        try (var harness = harness("run-1", 1)) {
            harness.open();
            harness.setProcessingTime(7_000);
            harness.processElement(person("p-1", "A".repeat(40_000)), 0);
            harness.processElement(person("p-2", ""), 0);
            harness.processElement(SourceRecord.damaged(ORIGIN, "", 1, "it is not JSON", new Kept(Form.TEXT, "{")), 0);

            assertThat(harness.extractOutputValues())
                    .extracting(record -> record.origin().id())
                    .containsExactly("p-1");
            assertThat(side(harness, RecordMappingOperator.DEAD_LETTERS)).hasSize(1);
            assertThat(counts(harness))
                    .containsExactlyInAnyOrder(
                            "read 3",
                            "note entity-without-episode 1",
                            "note name-cut 1",
                            "skipped nameless 1",
                            "dead-lettered damaged 1");
            assertThat(side(harness, CountingOperator.COUNTS)).contains(Count.throughput(7, Outcome.READ, 3));
        }
    }

    /** It was counted before it became others. */
    @Test
    void aResultIsNotCountedAsRead() throws Exception {
        try (var harness = harness("run-1", 1)) {
            harness.open();
            harness.processElement(person("p-1", "").result(1, Fields.of("id", "p-2", "name", "")), 0);
            harness.processElement(person("p-1", "").result(2, Fields.of("name", "Ada")), 0);

            assertThat(counts(harness)).containsExactlyInAnyOrder("skipped nameless 1", "dead-lettered no-id 1");
            assertThat(side(harness, RecordMappingOperator.DEAD_LETTERS))
                    .extracting(letter -> letter.origin().position())
                    .containsExactly("offset 0 result 2");
        }
    }

    @Test
    void aNoteIsCountedAndIsNoRecord() throws Exception {
        try (var harness = harness("run-1", 1)) {
            harness.open();
            harness.processElement(SourceRecord.noted(ORIGIN, "", 1, "gone-while-read"), 0);

            assertThat(harness.extractOutputValues()).isEmpty();
            assertThat(counts(harness)).containsExactly("note gone-while-read 1");
        }
    }

    @Test
    void theEndOfASplitIsCountedWithWhatWasRead() throws Exception {
        try (var harness = harness("run-1", 1)) {
            harness.open();
            SourceSplit split = new SourceSplit("people.jsonl[0,20)", "people", "", 20);
            harness.processElement(SourceRecord.ended(split, 20), 0);

            assertThat(harness.extractOutputValues()).isEmpty();
            assertThat(counts(harness)).containsExactlyInAnyOrder("people.jsonl[0,20) ended 1", "read 20");
            assertThat(side(harness, CountingOperator.COUNTS))
                    .contains(Count.splitEnded("people", split.id()), Count.sourceRead("people", 20));
        }
    }

    @Test
    void whatFollowsDamageIsCounted() throws Exception {
        try (var harness = harness("run-1", 1)) {
            harness.open();
            SourceRecord rest = SourceRecord.damaged(ORIGIN, "", 1, "the rest cannot be read", Kept.pointer("{"));
            harness.processElement(rest.withLost(499), 0);

            assertThat(counts(harness)).containsExactlyInAnyOrder("read 1", "dead-lettered damaged 1", "lost 499");
        }
    }

    @Test
    void goesOnAsTheSameRun() throws Exception {
        OperatorSubtaskState state = savedBy("run-1", 1);
        try (var harness = harness("run-1", 1)) {
            harness.initializeState(state);
            harness.open();
            harness.processElement(person("p-1", "Ada"), 0);

            assertThat(harness.extractOutputValues()).hasSize(1);
        }
    }

    @Test
    void doesNotGoOnAsAnotherRun() throws Exception {
        OperatorSubtaskState state = savedBy("run-1", 1);
        try (var harness = harness("run-2", 1)) {
            assertRefused(
                    harness,
                    state,
                    "The savepoint belongs to run run-1 and cannot be continued as run run-2; name it with --run run-1.");
        }
    }

    @Test
    void doesNotGoOnWithAnotherSpread() throws Exception {
        OperatorSubtaskState state = savedBy("run-1", 1);
        try (var harness = harness("run-1", 4)) {
            assertRefused(
                    harness,
                    state,
                    "The savepoint was made with write.spread 1 and cannot be continued with 4; set it to 1 again.");
        }
    }

    /** Flink completes no checkpoint any more once a subtask has ended that has union state: a run would start over. */
    @Test
    void maySaveItsStateWhenAnotherSubtaskHasEnded() throws Exception {
        assertThat(savedBy("run-1", 1).getManagedOperatorState())
                .isNotEmpty()
                .allSatisfy(handle -> assertThat(
                                handle.getStateNameToPartitionOffsets().values())
                        .extracting(OperatorStateHandle.StateMetaInfo::getDistributionMode)
                        .containsOnly(OperatorStateHandle.Mode.SPLIT_DISTRIBUTE));
    }

    @Test
    void tellsTheCheckpointThatItsCountsBelongTo() throws Exception {
        try (var harness = harness("run-1", 1)) {
            harness.open();
            harness.processElement(person("p-1", "Ada"), 0);
            harness.prepareSnapshotPreBarrier(7);
            harness.prepareSnapshotPreBarrier(8);
            harness.processElement(person("p-2", "Bob"), 0);
            harness.endInput();

            String job = harness.getEnvironment().getJobID().toHexString();
            assertThat(side(harness, CountingOperator.COUNTS))
                    .filteredOn(tally -> tally.subject().equals(Subject.CHECKPOINT))
                    .containsExactly(Count.checkpoint(7, job), Count.checkpoint(9, job));
        }
    }

    private static void assertRefused(
            OneInputStreamOperatorTestHarness<?, ?> harness, OperatorSubtaskState state, String sentence) {
        assertThatThrownBy(() -> harness.initializeState(state))
                .isInstanceOf(SuppressRestartsException.class)
                .cause()
                .isInstanceOf(MigratorException.class)
                .hasMessage(sentence);
    }

    private static OperatorSubtaskState savedBy(String runId, int spread) throws Exception {
        try (var harness = harness(runId, spread)) {
            harness.open();
            return harness.snapshot(1, 1);
        }
    }

    private static OneInputStreamOperatorTestHarness<SourceRecord, MappedRecord> harness(String runId, int spread)
            throws Exception {
        String yaml =
                Configs.LEAST.replace("entity:", "skip: [ { rule: nameless, field: name, blank: true } ], entity:");
        RecordMapper mapper = new RecordMapper(Configs.read(yaml).mapping(), Instant.EPOCH);
        return Harnesses.of(parameters -> new RecordMappingOperator(parameters, mapper, runId, spread, 1_024, false));
    }

    private static SourceRecord person(String id, String name) {
        return SourceRecord.sound(ORIGIN, "", 1, Fields.of("id", id, "name", name));
    }
}
