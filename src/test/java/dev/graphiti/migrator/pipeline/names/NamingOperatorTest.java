package dev.graphiti.migrator.pipeline.names;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.OpenSentence;
import dev.graphiti.migrator.model.OpenSentence.End;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.pipeline.dedupe.Harnesses;
import dev.graphiti.migrator.pipeline.dedupe.PhaseHarness;
import dev.graphiti.migrator.testing.Elements;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NamingOperatorTest {
    /** Static, because Flink copies what asks. */
    private static final Map<String, String> TARGET = new ConcurrentHashMap<>();

    private static final List<String> ASKED = new ArrayList<>();

    @BeforeEach
    void emptyTarget() {
        TARGET.clear();
        ASKED.clear();
    }

    @Test
    void aFactMayComeBeforeOrAfterTheName() throws Exception {
        try (var harness = started()) {
            harness.processElement(NameMessage.asking(fact("f-1", "acme")));
            harness.processElement(NameMessage.asking(fact("f-2", "acme")));
            assertThat(sentences(harness)).isEmpty();

            harness.processElement(name("acme", "ACME Corp"));
            harness.processElement(NameMessage.asking(fact("f-3", "acme")));
            // Of two names, the first one is that of the entity that is written.
            harness.processElement(name("acme", "Acme"));
            harness.processElement(NameMessage.asking(fact("f-4", "acme")));

            assertThat(sentences(harness))
                    .containsExactlyInAnyOrder(
                            "f-1 made by ACME Corp",
                            "f-2 made by ACME Corp",
                            "f-3 made by ACME Corp",
                            "f-4 made by ACME Corp");
            harness.end();
            assertThat(ASKED).isEmpty();
        }
    }

    @Test
    void theOtherEndIsAskedForNext() throws Exception {
        MappedRecord both =
                fact("f-1", "acme", new OpenSentence(List.of("", " made by ", ""), List.of(End.SOURCE, End.TARGET)));
        try (var harness = started()) {
            harness.processElement(name("ada", "Ada"));
            harness.processElement(NameMessage.asking(both));

            assertThat(harness.extractOutputValues()).isEmpty();
            NameMessage next = Harnesses.side(harness, NamingStage.STILL_OPEN).get(0);
            assertThat(next.uuid()).isEqualTo(Elements.entity("acme").uuid());
            harness.processElement(name("acme", "ACME"));
            harness.processElement(next);
            assertThat(sentences(harness)).containsExactly("Ada made by ACME");
        }
    }

    @Test
    void theTargetIsAskedOnceAndItsAnswersAreInACheckpointBeforeTheyAreUsed() throws Exception {
        TARGET.put(Elements.entity("acme").uuid(), "ACME Corp");
        OperatorSubtaskState state;
        try (var harness = started()) {
            harness.processElement(NameMessage.asking(fact("f-1", "acme")));
            harness.processElement(NameMessage.asking(fact("f-2", "nowhere")));
            harness.endData();
            while (harness.hasStep()) {
                harness.runOneStep();
            }
            assertThat(ASKED).hasSize(2);
            assertThat(sentences(harness)).isEmpty();

            // One that began before is not enough.
            harness.notifyOfCompletedCheckpoint(0);
            assertThat(harness.hasStep()).isFalse();
            harness.prepareSnapshotPreBarrier(1);
            state = harness.snapshot(1, 1);
            harness.notifyOfCompletedCheckpoint(1);
            while (harness.hasStep()) {
                harness.runOneStep();
            }
            assertThat(sentences(harness)).containsExactlyInAnyOrder("f-1 made by ACME Corp", "fact of f-2");
            harness.endPhase();
            assertThat(Harnesses.counted(harness))
                    .containsExactlyInAnyOrder("note name-from-target 1", "note name-missing 1");
        }
        ASKED.clear();
        TARGET.put(Elements.entity("acme").uuid(), "Renamed since");
        try (var harness = harness()) {
            harness.initializeState(state);
            harness.open();
            harness.end();

            assertThat(sentences(harness)).containsExactlyInAnyOrder("f-1 made by ACME Corp", "fact of f-2");
            assertThat(ASKED).containsExactly(Elements.entity("nowhere").uuid());
        }
    }

    @Test
    void aSentenceIsOneLineOfBoundedLength() throws Exception {
        try (var harness = started()) {
            harness.processElement(name("acme", "x".repeat(9_000)));
            harness.processElement(NameMessage.asking(fact("f-1", "acme")));

            assertThat(sentences(harness).get(0)).hasSize(8_000).startsWith("f-1 made by xxx");
            harness.end();
            assertThat(Harnesses.counted(harness)).containsExactly("note fact-cut 1");
        }
    }

    private static NameMessage name(String entity, String name) {
        return new NameMessage(Elements.entity(entity).uuid(), name, null);
    }

    private static MappedRecord fact(String uuid, String target) {
        return fact(uuid, target, new OpenSentence(List.of(uuid + " made by ", ""), List.of(End.TARGET)));
    }

    private static MappedRecord fact(String uuid, String target, OpenSentence sentence) {
        EntityEdge edge = Elements.fact(
                        uuid,
                        Elements.entity("ada").uuid(),
                        Elements.entity(target).uuid())
                .withSentence("fact of " + uuid, sentence);
        return MappedRecord.whole(
                new RecordOrigin("json", "people", uuid, "people.jsonl:0-99", "offset 0"),
                Elements.GROUP,
                "",
                List.of(edge));
    }

    private static List<String> sentences(PhaseHarness<NameMessage, MappedRecord> harness) {
        return harness.extractOutputValues().stream()
                .map(record -> NameMessage.edge(record).fact())
                .toList();
    }

    private static PhaseHarness<NameMessage, MappedRecord> started() throws Exception {
        PhaseHarness<NameMessage, MappedRecord> harness = harness();
        harness.open();
        return harness;
    }

    private static PhaseHarness<NameMessage, MappedRecord> harness() throws Exception {
        return new PhaseHarness<>(
                NameMessage::uuid, parameters -> new NamingOperator(parameters, NamingOperatorTest::askTarget));
    }

    private static Map<String, String> askTarget(Collection<String> uuids) {
        ASKED.addAll(uuids);
        Map<String, String> names = new HashMap<>(TARGET);
        names.keySet().retainAll(uuids);
        return names;
    }
}
