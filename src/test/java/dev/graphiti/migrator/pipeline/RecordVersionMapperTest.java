package dev.graphiti.migrator.pipeline;

import static dev.graphiti.migrator.pipeline.dedupe.Harnesses.counts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.app.Configs;
import dev.graphiti.migrator.mapping.yaml.RecordMapper;
import dev.graphiti.migrator.model.DeadLetter.Kept;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.pipeline.dedupe.Harnesses;
import dev.graphiti.migrator.pipeline.dedupe.Version;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.fields.Fields;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class RecordVersionMapperTest {
    @Test
    void aDeletionFollowsTheRecordsOfItsKeyWhateverTheirIdentity() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement(person(0, 1, "k", "p-1"), 0);
            harness.processElement(person(0, 2, "k", "p-2"), 0);
            harness.processElement(person(0, 3, "other", "p-3"), 0);
            harness.processElement(person(1, 4, "k", "p-4"), 0);
            harness.processElement(tombstone(0, 5, "k"), 0);
            harness.processElement(person(0, 6, "k", "p-1"), 0);

            assertThat(versions(harness))
                    .startsWith(
                            "acme/people/p-1 of people-0/k",
                            "acme/people/p-2 of people-0/k",
                            "acme/people/p-3 of people-0/other",
                            "acme/people/p-4 of people-1/k")
                    .endsWith("acme/people/p-1 of people-0/k")
                    .contains("acme/people/p-1 of people-0/k deleted", "acme/people/p-2 of people-0/k deleted")
                    .hasSize(7);
            assertThat(counts(harness))
                    .containsExactlyInAnyOrder("read 6", "note entity-without-episode 5", "skipped tombstone 1");
        }
    }

    @Test
    void aDeletionThatIsADeadLetterDeletesTheSame() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement(person(0, 1, "k", "p-1"), 0);
            harness.processElement(
                    SourceRecord.damaged(origin(0, 2, "k"), "", 0, "message is a tombstone", Kept.NOTHING)
                            .deleting(),
                    0);

            assertThat(versions(harness))
                    .containsExactly("acme/people/p-1 of people-0/k", "acme/people/p-1 of people-0/k deleted");
            assertThat(counts(harness))
                    .containsExactlyInAnyOrder("read 2", "note entity-without-episode 1", "dead-lettered damaged 1");
        }
    }

    @Test
    void aDeletionFollowsTheResultsOfItsRecord() throws Exception {
        try (var harness = harness()) {
            harness.open();
            SourceRecord record = person(0, 1, "k", "p");
            harness.processElement(record.result(1, Fields.of("id", "p-1", "name", "A")), 0);
            harness.processElement(record.result(2, Fields.of("id", "p-2", "name", "B")), 0);
            harness.processElement(tombstone(0, 2, "k"), 0);

            assertThat(versions(harness))
                    .containsExactlyInAnyOrder(
                            "acme/people/p-1 of people-0/k",
                            "acme/people/p-2 of people-0/k",
                            "acme/people/p-1 of people-0/k deleted",
                            "acme/people/p-2 of people-0/k deleted");
        }
    }

    @Test
    void aDeletionIsKnownOverARestart() throws Exception {
        OperatorSubtaskState state;
        try (var harness = harness()) {
            harness.open();
            harness.processElement(person(0, 1, "k", "p-1"), 0);
            state = harness.snapshot(1, 1);
        }
        try (var harness = harness()) {
            harness.initializeState(state);
            harness.open();
            harness.processElement(tombstone(0, 2, "k"), 0);
            harness.processElement(tombstone(0, 3, "k"), 0);

            assertThat(versions(harness)).containsExactly("acme/people/p-1 of people-0/k deleted");
        }
    }

    @Test
    void recordsWithoutAKeyAreNotRemembered() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement(person(0, 1, "", "p-1"), 0);

            assertThat(versions(harness)).containsExactly("acme/people/p-1 of people-0@offset 1");
            assertThat(harness.numKeyedStateEntries()).isZero();
        }
    }

    private static Stream<String> described(List<Version> versions) {
        return versions.stream()
                .map(version -> version.identity() + " of " + version.sourceKey()
                        + (version.record() == null ? " deleted" : ""));
    }

    private static List<String> versions(KeyedOneInputStreamOperatorTestHarness<String, SourceRecord, Version> of) {
        return described(of.extractOutputValues()).toList();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, SourceRecord, Version> harness() throws Exception {
        RecordMapper mapper = new RecordMapper(Configs.read(Configs.LEAST).mapping(), Instant.EPOCH);
        return Harnesses.keyed(
                RecordVersionMapper::sourceKey,
                parameters -> new RecordVersionMapper(parameters, mapper, "run-1", 1, 1 << 20, false, true, null),
                1,
                0);
    }

    private static SourceRecord person(int partition, long offset, String key, String id) {
        return SourceRecord.sound(origin(partition, offset, key), "", 0, Fields.of("id", id, "name", "Ada"));
    }

    private static SourceRecord tombstone(int partition, long offset, String key) {
        return SourceRecord.skipped(origin(partition, offset, key), "", 0, "tombstone")
                .deleting();
    }

    private static RecordOrigin origin(int partition, long offset, String key) {
        return new RecordOrigin("kafka", "people", key, "people-" + partition, "offset " + offset);
    }
}
