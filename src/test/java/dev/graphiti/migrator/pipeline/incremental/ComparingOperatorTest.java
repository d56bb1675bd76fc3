package dev.graphiti.migrator.pipeline.incremental;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.graph.fingerprint.ElementHash;
import dev.graphiti.migrator.graph.stage.WrittenElement;
import dev.graphiti.migrator.graph.stage.WrittenElement.Outcome;
import dev.graphiti.migrator.graph.write.ElementRow;
import dev.graphiti.migrator.ledger.LedgerEvent;
import dev.graphiti.migrator.ledger.LedgerRow;
import dev.graphiti.migrator.ledger.parquet.LedgerFolder;
import dev.graphiti.migrator.model.Embedding;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.model.Revision;
import dev.graphiti.migrator.pipeline.dedupe.GroupPartitioner;
import dev.graphiti.migrator.pipeline.dedupe.Harnesses;
import dev.graphiti.migrator.pipeline.dedupe.PhaseHarness;
import dev.graphiti.migrator.testing.Elements;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparingOperatorTest {
    private static final Instant EARLIER = Elements.RUN_START.minusSeconds(3_600);

    @TempDir
    private Path folder;

    private int sequence;
    private boolean reembeds;

    @Test
    void whatHasNotChangedGoesNoFurther() throws Exception {
        ledger("1", created("a", "r-1"), created("b", "r-2"));
        try (var harness = started("1")) {
            harness.processElement(record("r-1", Elements.entity("a")));
            harness.processElement(record("r-2", Elements.named(Elements.entity("b"), "Bea")));
            harness.processElement(record("r-3", Elements.entity("c")));

            assertThat(harness.extractOutputValues())
                    .extracting(each -> each.elements().get(0).uuid())
                    .containsExactly("b", "c");
            Revision changed = harness.extractOutputValues().get(0).revisions().get(0);
            assertThat(changed.lastStored()).isEqualTo(hash('b'));
            assertThat(changed.lastContent()).isEqualTo(content(Elements.entity("b", EARLIER), EARLIER));
            assertThat(changed.contentHash()).isNotEqualTo(changed.lastContent());
            Revision first = harness.extractOutputValues().get(1).revisions().get(0);
            assertThat(first.lastStored()).isNull();
            harness.end();
            assertThat(settled(harness)).isEqualTo(Map.of("a", Outcome.UNCHANGED));
        }
    }

    /** The last run has made its vector, and this one takes that of the record. */
    @Test
    void anElementWhoseVectorComesFromElsewhereHasChanged() throws Exception {
        ledger("1", withMadeVector("a"));
        try (var harness = started("1")) {
            harness.processElement(record("r-1", Elements.entity("a")));

            assertThat(harness.extractOutputValues()).hasSize(1);
        }
    }

    @Test
    void aVectorThatIsMadeAnewIsNotCompared() throws Exception {
        ledger("1", withMadeVector("a"));
        reembeds = true;
        try (var harness = started("1")) {
            EntityNode other = (EntityNode) Elements.entity("a").withVector(new Embedding(new float[] {1, 2}));
            harness.processElement(record("r-1", other));

            assertThat(harness.extractOutputValues()).isEmpty();
        }
    }

    /** For the run after this one. */
    @Test
    void theRowOfAnUnchangedElementHasTheHashesOfTheLastRun() throws Exception {
        ledger("1", created("a", "r-1"));
        try (var harness = started("1")) {
            harness.processElement(record("r-9", Elements.entity("a")));

            WrittenElement row =
                    Harnesses.side(harness, ComparingOperator.SETTLED).get(0);
            assertThat(row.storedHash()).isEqualTo(hash('a'));
            assertThat(row.contentHash()).isEqualTo(content(Elements.entity("a"), Elements.RUN_START));
            assertThat(row.origin().id()).isEqualTo("r-9");
            assertThat(row.vector()).isTrue();
        }
    }

    @Test
    void whatNoRecordHasMadeIsGoneUnlessItsRecordWasNotMapped() throws Exception {
        ledger("1", created("a", "r-1"), created("b", "r-2"), created("c", "r-3"));
        try (var harness = started("1")) {
            harness.processElement(record("r-1", Elements.entity("a")));
            harness.processElement(MappedRecord.notMapped(origin("r-2"), Elements.GROUP));
            harness.endData();
            assertThat(settled(harness)).isEqualTo(Map.of("a", Outcome.UNCHANGED));
            while (harness.hasStep()) {
                harness.runOneStep();
            }
            harness.endPhase();

            assertThat(settled(harness))
                    .isEqualTo(Map.of("a", Outcome.UNCHANGED, "b", Outcome.NOT_MAPPED, "c", Outcome.GONE));
            assertThat(harness.extractOutputValues()).isEmpty();
        }
    }

    @Test
    void theLatestRowCountsWhateverTheOrderOfTheFiles() throws Exception {
        LedgerRow gone = row(LedgerEvent.GONE, "a", "r-1", hash('a'), "0".repeat(32));
        LedgerRow deleted = row(LedgerEvent.DELETED, "a", "r-1", null, null);
        LedgerRow updated = row(LedgerEvent.UPDATED, "b", "r-2", hash('c'), null);
        ledger("1", created("b", "r-2"), created("c", "r-3"));
        new LedgerFolder(folder.resolve("2").toString())
                .with("a-later", deleted, updated)
                .with("b-earlier", gone);
        try (var harness = started("1", "2")) {
            harness.processElement(record("r-1", Elements.entity("a")));
            harness.processElement(record("r-2", Elements.entity("b")));
            harness.end();

            assertThat(settled(harness)).isEqualTo(Map.of("c", Outcome.GONE));
            assertThat(harness.extractOutputValues())
                    .extracting(each -> each.revisions().get(0).lastStored())
                    .containsExactly(null, hash('c'));
        }
    }

    @Test
    void anElementOfOthersIsNotKnown() throws Exception {
        ledger("1", row(LedgerEvent.KEPT, "a", "r-1", null, null));
        try (var harness = started("1")) {
            harness.processElement(record("r-1", Elements.entity("a")));
            harness.end();

            assertThat(settled(harness)).isEmpty();
            assertThat(harness.extractOutputValues()).hasSize(1);
        }
    }

    /** The ledger is read once: what was taken from the state does not come back. */
    @Test
    void aRestoredOperatorContinues() throws Exception {
        ledger("1", created("a", "r-1"), created("b", "r-2"));
        OperatorSubtaskState state;
        try (var harness = started("1")) {
            harness.processElement(record("r-1", Elements.entity("a")));
            harness.endData();
            state = harness.snapshot(1, 1);
        }
        try (var harness = opened("1")) {
            harness.initializeState(state);
            harness.open();
            harness.end();

            assertThat(settled(harness)).isEqualTo(Map.of("b", Outcome.GONE));
        }
    }

    @Test
    void theFirstRunOfANameKnowsNothing() throws Exception {
        try (var harness = started()) {
            harness.processElement(record("r-1", Elements.entity("a"), Elements.entity("b")));
            harness.end();

            assertThat(harness.extractOutputValues().get(0).revisions())
                    .extracting(Revision::uuid)
                    .containsExactly("a", "b");
        }
    }

    private PhaseHarness<MappedRecord, MappedRecord> started(String... ledgers) throws Exception {
        PhaseHarness<MappedRecord, MappedRecord> harness = opened(ledgers);
        harness.open();
        return harness;
    }

    private PhaseHarness<MappedRecord, MappedRecord> opened(String... ledgers) throws Exception {
        LastRun last = new LastRun(
                List.of(ledgers).stream()
                        .map(name -> folder.resolve(name).toString())
                        .toList(),
                Elements.RUN_START,
                true,
                reembeds);
        PhaseHarness<MappedRecord, MappedRecord> harness = new PhaseHarness<>(
                record -> GroupPartitioner.keyOfWriter(record, 1),
                parameters -> new ComparingOperator(parameters, last, 1));
        harness.setup();
        return harness;
    }

    private void ledger(String name, LedgerRow... rows) throws Exception {
        new LedgerFolder(folder.resolve(name).toString()).with("rows", rows);
    }

    private static Map<String, Outcome> settled(PhaseHarness<?, ?> harness) {
        Map<String, Outcome> outcomes = new TreeMap<>();
        Harnesses.side(harness, ComparingOperator.SETTLED).forEach(each -> outcomes.put(each.uuid(), each.outcome()));
        return outcomes;
    }

    private LedgerRow created(String uuid, String recordId) {
        EntityNode before = Elements.entity(uuid, EARLIER);
        return row(LedgerEvent.CREATED, uuid, recordId, hash(uuid.charAt(0)), content(before, EARLIER));
    }

    private LedgerRow withMadeVector(String uuid) {
        ElementRow before = ElementRow.of(Elements.entity(uuid, EARLIER));
        String content = new ElementHash().of(before.content(EARLIER, true)).toString();
        return row(LedgerEvent.CREATED, uuid, "r-1", hash(uuid.charAt(0)), content);
    }

    private LedgerRow row(
            LedgerEvent event, String uuid, String recordId, @Nullable String stored, @Nullable String content) {
        int place = event == LedgerEvent.DELETED ? 1_000 : sequence++;
        return new LedgerRow(
                place,
                event,
                uuid,
                "Entity",
                Elements.GROUP,
                "mapping",
                "people",
                recordId,
                "people.jsonl",
                "offset 1",
                stored,
                stored,
                content,
                null);
    }

    private static String content(GraphElement element, Instant start) {
        return new ElementHash()
                .of(ElementRow.of(element).content(start, false))
                .toString();
    }

    private static String hash(char c) {
        return String.valueOf(c).repeat(32);
    }

    private static MappedRecord record(String id, EntityNode... entities) {
        return MappedRecord.whole(origin(id), Elements.GROUP, "hash", List.of(entities));
    }

    private static RecordOrigin origin(String id) {
        return new RecordOrigin("json", "people", id, "people.jsonl", "offset 7");
    }
}
