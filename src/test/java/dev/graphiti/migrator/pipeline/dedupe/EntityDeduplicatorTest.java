package dev.graphiti.migrator.pipeline.dedupe;

import static dev.graphiti.migrator.pipeline.dedupe.Harnesses.counts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.flink.OperatorFactory;
import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.pipeline.MappedRecords;
import dev.graphiti.migrator.testing.Elements;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class EntityDeduplicatorTest {
    @Test
    void anEntitySeenBeforeIsLeftOut() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement(MappedRecords.of("p-1", "1", "ada", "acme"), 0);
            harness.processElement(MappedRecords.of("p-2", "2", "bob", "acme"), 0);

            assertThat(harness.extractOutputValues().stream()
                            .map(record -> record.all(EntityNode.class).stream()
                                    .map(EntityNode::uuid)
                                    .toList()))
                    .containsExactly(List.of("ada", "acme"), List.of("bob"));
            assertThat(counts(harness)).containsExactly("Entity merged 1");
        }
    }

    @Test
    void factsStay() throws Exception {
        MappedRecord record = MappedRecords.whole(
                "p-1",
                "1",
                List.of(Elements.entity("ada"), Elements.entity("acme")),
                List.of(Elements.fact("f", "ada", "acme")));
        try (var harness = harness()) {
            harness.open();
            harness.processElement(record, 0);
            harness.processElement(record, 0);

            assertThat(harness.extractOutputValues().get(1).all(EntityEdge.class))
                    .isEqualTo(record.all(EntityEdge.class));
            assertThat(harness.extractOutputValues().get(1).all(EntityNode.class))
                    .isEmpty();
        }
    }

    @Test
    void remembersOverARestart() throws Exception {
        MappedRecord record = MappedRecords.of("p-1", "1", "ada");
        OperatorSubtaskState state;
        try (var harness = harness()) {
            harness.open();
            harness.processElement(record, 0);
            state = harness.snapshot(1, 1);
        }
        try (var harness = harness()) {
            harness.initializeState(state);
            harness.open();
            harness.processElement(record, 0);

            assertThat(harness.extractOutputValues().get(0).all(EntityNode.class))
                    .isEmpty();
        }
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, MappedRecord, MappedRecord> harness()
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                OperatorFactory.of(EntityDeduplicator.class, EntityDeduplicator::new),
                MappedRecord::groupId,
                Types.STRING);
    }
}
