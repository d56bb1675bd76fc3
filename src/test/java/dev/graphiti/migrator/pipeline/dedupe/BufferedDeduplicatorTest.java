package dev.graphiti.migrator.pipeline.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.flink.PhaseEnd;
import dev.graphiti.migrator.flink.PhaseOperator;
import dev.graphiti.migrator.graph.write.WriteOptions.OnDuplicate;
import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.EpisodeSource;
import dev.graphiti.migrator.model.EpisodicNode;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.pipeline.MappedRecords;
import dev.graphiti.migrator.testing.Elements;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BufferedDeduplicatorTest {
    private static final MappedRecord FIRST = at(7, "ada", "acme");
    private static final MappedRecord SECOND = at(900, "ada", "globex");
    private static final MappedRecord THIRD = at(41_200, "ada", "acme");

    @ParameterizedTest
    @EnumSource(names = {"FIRST", "LAST", "MERGE"})
    void nothingPassesBeforeTheEnd(OnDuplicate policy) throws Exception {
        try (var harness = open(policy)) {
            harness.processElement(kept(FIRST));
            harness.prepareSnapshotPreBarrier(1);

            assertThat(harness.extractOutputValues()).isEmpty();
            harness.end();
            assertThat(harness.extractOutputValues()).containsExactly(FIRST);
        }
    }

    @Test
    void theFirstByPlaceStaysInWhateverOrderTheyCome() throws Exception {
        for (List<MappedRecord> order : orders()) {
            try (var harness = open(OnDuplicate.FIRST)) {
                send(harness, order);

                assertThat(counts(harness))
                        .containsExactlyInAnyOrder("mapped 1", "skipped duplicate-id 2", "Entity mapped 2");
                assertThat(harness.extractOutputValues()).containsExactly(FIRST);
            }
        }
    }

    @Test
    void theLastByPlaceStaysInWhateverOrderTheyCome() throws Exception {
        for (List<MappedRecord> order : orders()) {
            try (var harness = open(OnDuplicate.LAST)) {
                send(harness, order);

                assertThat(counts(harness))
                        .containsExactlyInAnyOrder("mapped 1", "skipped duplicate-id 2", "Entity mapped 2");
                assertThat(harness.extractOutputValues()).containsExactly(THIRD);
            }
        }
    }

    @Test
    void mergedTheyHaveTheElementsOfAllAndTheSumHolds() throws Exception {
        for (List<MappedRecord> order : orders()) {
            try (var harness = open(OnDuplicate.MERGE)) {
                send(harness, order);

                assertThat(counts(harness)).containsExactlyInAnyOrder("mapped 3", "Entity mapped 6", "Entity merged 3");
                MappedRecord one = harness.extractOutputValues().get(0);
                assertThat(one.all(EntityNode.class))
                        .extracting(EntityNode::uuid)
                        .containsExactly(
                                FIRST.all(EntityNode.class).get(0).uuid(),
                                FIRST.all(EntityNode.class).get(1).uuid(),
                                SECOND.all(EntityNode.class).get(1).uuid());
                assertThat(one.origin()).isEqualTo(THIRD.origin());
            }
        }
    }

    @Test
    void equalOnesAreHeldOnceHoweverOftenTheyComeAndStandWhereTheLastDoes() throws Exception {
        try (var harness = open(OnDuplicate.MERGE)) {
            for (int i = 0; i < 1_000; i++) {
                // The same content at both ends of the source, and another in the middle.
                harness.processElement(kept(version((i * 7919L) % 10_000, "same", "ada")));
            }
            harness.processElement(kept(version(5_000, "other", "ada", "acme")));
            assertThat(harness.keys()).isEqualTo(1);

            assertThat(counts(harness))
                    .containsExactlyInAnyOrder("mapped 1001", "Entity mapped 1002", "Entity merged 1000");
            assertThat(harness.extractOutputValues()).singleElement().satisfies(one -> {
                assertThat(one.all(EntityNode.class)).hasSize(2);
                assertThat(one.contentHash()).isEqualTo("same");
            });
        }
    }

    @Test
    void oneIdentityWithVeryManyElementsPassesInParts() throws Exception {
        int versions = 5_000;
        try (var harness = open(OnDuplicate.MERGE)) {
            for (int i = 0; i < versions; i++) {
                harness.processElement(kept(version(i, "version " + i, "hub", "other-" + i)));
            }

            assertThat(counts(harness))
                    .containsExactlyInAnyOrder("mapped 5000", "Entity mapped 10000", "Entity merged 4999");
            List<MappedRecord> parts = harness.extractOutputValues();
            assertThat(parts)
                    .hasSize(6)
                    .allSatisfy(part -> assertThat(part.all(EntityNode.class)).hasSizeLessThanOrEqualTo(1_000));
            assertThat(parts).filteredOn(MappedRecord::primary).hasSize(1);
            assertThat(parts.stream().flatMap(part -> part.elements().stream())).hasSize(versions + 1);
        }
    }

    @Test
    void ofAMergedEntityTheLaterValuesStandAndTheEarlierOnesStay() {
        EntityNode earlier = entity("Ada", "wrote notes", List.of("Person"), "{\"born\":1815,\"city\":\"London\"}");
        EntityNode later = entity("Ada L.", "", List.of("Author"), "{\"city\":\"Marylebone\"}");

        RecordMerger merge = new RecordMerger(record(1, List.of(earlier)));
        merge.add(record(2, List.of(later)));
        EntityNode one = merge.result().all(EntityNode.class).get(0);

        assertThat(one.name()).isEqualTo("Ada L.");
        assertThat(one.summary()).isEqualTo("wrote notes");
        assertThat(one.labels()).containsExactly("Person", "Author");
        assertThat(Elements.json(one.attributes())).isEqualTo("{\"born\":1815,\"city\":\"Marylebone\"}");
    }

    @Test
    void aMergedEpisodeIsTheLaterOneAndNamesTheFactsOfAll() {
        RecordMerger merge = new RecordMerger(told(1, "Draft.", "f-2", "f-1"));
        merge.add(told(2, "Second draft.", "f-1"));
        merge.add(told(3, "Final.", "f-3", "f-2"));
        MappedRecord one = merge.result();

        assertThat(one.all(EpisodicNode.class)).singleElement().satisfies(episode -> {
            assertThat(episode.content()).isEqualTo("Final.");
            assertThat(episode.entityEdges())
                    .containsExactly("f-2", "f-1", "f-3")
                    .isEqualTo(one.all(EntityEdge.class).stream()
                            .map(EntityEdge::uuid)
                            .toList());
        });
    }

    @Test
    void recordsAreReleasedInStepsAndNotTwiceAfterARestart() throws Exception {
        OperatorSubtaskState state;
        List<MappedRecord> before;
        try (var harness = open(OnDuplicate.LAST)) {
            hold(harness, 2_500);
            harness.endData();
            harness.runOneStep();
            harness.runOneStep();
            before = harness.extractOutputValues();
            assertThat(before).hasSizeBetween(2, 1_000);
            harness.prepareSnapshotPreBarrier(1);
            assertThat(Harnesses.counted(harness)).contains("mapped " + before.size());
            state = harness.snapshot(1, 1);
            harness.runOneStep();
        }
        try (var harness = holder(OnDuplicate.LAST)) {
            harness.initializeState(state);
            harness.open();
            harness.end();
            assertThat(harness.extractOutputValues())
                    .hasSize(2_500 - before.size())
                    .doesNotContainAnyElementsOf(before)
                    .doesNotHaveDuplicates();
            state = harness.snapshot(2, 2);
        }
        try (var harness = holder(OnDuplicate.LAST)) {
            harness.initializeState(state);
            harness.open();
            harness.end();
            assertThat(harness.extractOutputValues()).isEmpty();
        }
    }

    @Test
    void theEndIsReportedOnceAfterTheLastStep() throws Exception {
        try (var harness = open(OnDuplicate.FIRST)) {
            hold(harness, 500);
            harness.endData();
            while (harness.extractOutputValues().size() < 500) {
                assertThat(Harnesses.side(harness, PhaseOperator.ENDS)).isEmpty();
                harness.runOneStep();
            }

            assertThat(Harnesses.side(harness, PhaseOperator.ENDS)).containsExactly(new PhaseEnd(0, 1));
            assertThat(harness.extractOutputValues()).hasSize(500);
            harness.endPhase();
            assertThat(Harnesses.side(harness, PhaseOperator.ENDS)).hasSize(1);
            assertThat(harness.extractOutputValues()).hasSize(500);
            assertThat(Harnesses.counted(harness)).contains("mapped 500");
        }
    }

    /** As with the marker of an earlier attempt. */
    @Test
    void nothingIsLostIfThePhaseEndsTooEarly() throws Exception {
        try (var early = open(OnDuplicate.FIRST);
                var amid = open(OnDuplicate.FIRST)) {
            early.endPhase();
            hold(early, 500);
            early.endData();
            assertThat(early.extractOutputValues()).hasSize(500);

            hold(amid, 500);
            amid.endData();
            amid.runOneStep();
            amid.endPhase();
            while (amid.hasStep()) {
                amid.runOneStep();
            }
            assertThat(amid.extractOutputValues()).hasSize(500);
            assertThat(Harnesses.side(amid, PhaseOperator.ENDS)).hasSize(1);
        }
    }

    private static void hold(PhaseHarness<Version, MappedRecord> harness, int identities) throws Exception {
        for (int i = 0; i < identities; i++) {
            harness.processElement(kept(MappedRecords.of("p-" + i, "hash", "e-" + i)));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FIRST", "LAST", "MERGE"})
    void whatIsDeletedDoesNotPassAndIsCounted(OnDuplicate policy) throws Exception {
        try (var harness = open(policy)) {
            harness.processElement(Version.of(FIRST, "k"));
            harness.processElement(deletion("k"));

            assertThat(counts(harness)).containsExactly("skipped deleted-by-tombstone 1");
            assertThat(harness.extractOutputValues()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FIRST", "LAST", "MERGE"})
    void whatComesAfterADeletionPassesAlone(OnDuplicate policy) throws Exception {
        try (var harness = open(policy)) {
            harness.processElement(deletion("k"));
            harness.processElement(Version.of(FIRST, "k"));
            harness.processElement(deletion("k"));
            harness.processElement(Version.of(SECOND, "k"));

            assertThat(counts(harness))
                    .containsExactlyInAnyOrder("skipped deleted-by-tombstone 1", "mapped 1", "Entity mapped 2");
            assertThat(harness.extractOutputValues()).containsExactly(SECOND);
        }
    }

    /** Two keys of the source that the mapping gives one id: a deletion is that of its key alone. */
    @ParameterizedTest
    @CsvSource({"FIRST, k-1, 900", "FIRST, k-2, 7", "LAST, k-1, 900", "LAST, k-2, 7", "MERGE, k-1, 900", "MERGE, k-2, 7"
    })
    void aDeletionTakesOnlyTheRecordsOfItsKey(OnDuplicate policy, String deleted, long left) throws Exception {
        try (var harness = open(policy)) {
            harness.processElement(Version.of(version(7, "same", "ada"), "k-1"));
            harness.processElement(Version.of(version(900, "same", "ada"), "k-2"));
            harness.processElement(deletion(deleted));

            assertThat(counts(harness))
                    .containsExactlyInAnyOrder("skipped deleted-by-tombstone 1", "mapped 1", "Entity mapped 1");
            assertThat(harness.extractOutputValues())
                    .extracting(record -> record.origin().position())
                    .containsExactly("offset " + left);
        }
    }

    @ParameterizedTest
    @CsvSource({"FIRST, 7", "LAST, 900"})
    void ofSeveralKeysOnePasses(OnDuplicate policy, long left) throws Exception {
        try (var harness = open(policy)) {
            harness.processElement(Version.of(SECOND, "k-2"));
            harness.processElement(Version.of(FIRST, "k-1"));

            assertThat(counts(harness))
                    .containsExactlyInAnyOrder("skipped duplicate-id 1", "mapped 1", "Entity mapped 2");
            assertThat(harness.extractOutputValues())
                    .extracting(record -> record.origin().position())
                    .containsExactly("offset " + left);
        }
    }

    private static Stream<String> counts(PhaseHarness<Version, MappedRecord> harness) throws Exception {
        harness.end();
        return Harnesses.counted(harness);
    }

    private static Version kept(MappedRecord record) {
        return Version.of(record, "");
    }

    private static Version deletion(String sourceKey) {
        return Version.deletion(GroupPartitioner.keyOfRecord(FIRST), sourceKey);
    }

    private static List<List<MappedRecord>> orders() {
        return List.of(
                List.of(FIRST, SECOND, THIRD),
                List.of(THIRD, SECOND, FIRST),
                List.of(SECOND, THIRD, FIRST),
                List.of(SECOND, FIRST, THIRD));
    }

    private static EntityNode entity(String name, String summary, List<String> labels, String attributes) {
        String uuid = Elements.entity("ada").uuid();
        return new EntityNode(
                uuid, Elements.GROUP, name, summary, labels, Elements.properties(attributes), Instant.EPOCH, null);
    }

    private static MappedRecord at(long offset, String... entities) {
        return record(offset, Stream.of(entities).map(Elements::entity).toList());
    }

    private static MappedRecord version(long offset, String content, String... entities) {
        return record(offset, content, Stream.of(entities).map(Elements::entity).toList());
    }

    private static MappedRecord record(long offset, List<EntityNode> entities) {
        return record(offset, "hash " + offset, entities);
    }

    private static MappedRecord record(long offset, String content, List<EntityNode> entities) {
        return MappedRecord.whole(origin(offset), Elements.GROUP, content, entities);
    }

    /** An episode with that content, and the facts that it tells. */
    private static MappedRecord told(long offset, String content, String... facts) {
        EpisodicNode episode = new EpisodicNode(
                "e-1",
                Elements.GROUP,
                "Note",
                EpisodeSource.TEXT,
                "note",
                content,
                List.of(facts),
                Elements.RUN_START,
                Elements.SPRING);
        List<GraphElement> elements = new ArrayList<>(List.of(episode));
        Stream.of(facts).forEach(fact -> elements.add(Elements.fact(fact, "ada", "acme")));
        return MappedRecord.whole(origin(offset), Elements.GROUP, content, elements);
    }

    private static RecordOrigin origin(long offset) {
        return new RecordOrigin("json", "people", "p-1", "people.jsonl:0-99999", "offset " + offset);
    }

    private static PhaseHarness<Version, MappedRecord> open(OnDuplicate policy) throws Exception {
        var harness = holder(policy);
        harness.open();
        return harness;
    }

    private static PhaseHarness<Version, MappedRecord> holder(OnDuplicate policy) throws Exception {
        return new PhaseHarness<>(Version::identity, parameters -> new BufferedDeduplicator(parameters, policy));
    }

    private static void send(PhaseHarness<Version, MappedRecord> harness, List<MappedRecord> records) throws Exception {
        for (MappedRecord record : new ArrayList<>(records)) {
            harness.processElement(kept(record));
        }
    }
}
