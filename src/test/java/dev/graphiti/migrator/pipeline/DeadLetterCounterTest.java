package dev.graphiti.migrator.pipeline;

import static dev.graphiti.migrator.pipeline.dedupe.Harnesses.counts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.model.DeadLetter.Kept;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.pipeline.dedupe.Harnesses;
import dev.graphiti.migrator.testing.Elements;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeadLetterCounterTest {
    @ParameterizedTest
    @EnumSource(ElementKind.class)
    void countsElementsOfEachKind(ElementKind kind) throws Exception {
        DeadLetter letter = letter(kind.graphName());
        try (var harness = harness()) {
            harness.open();
            harness.processElement(letter, 0);
            harness.processElement(letter, 0);

            assertThat(harness.extractOutputValues())
                    .containsExactly(letter.failedFirst(Elements.SPRING), letter.failedFirst(Elements.SPRING));
            assertThat(counts(harness)).containsExactly(kind.graphName() + " dead-lettered endpoint-missing 2");
        }
    }

    @Test
    void recordsWereCountedWhereTheyWereSetAside() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement(letter(DeadLetter.RECORD), 0);

            assertThat(harness.extractOutputValues()).hasSize(1);
            assertThat(counts(harness)).isEmpty();
        }
    }

    private static OneInputStreamOperatorTestHarness<DeadLetter, DeadLetter> harness() throws Exception {
        return Harnesses.of(parameters -> new DeadLetterCounter(parameters, Elements.SPRING));
    }

    private static DeadLetter letter(String kind) {
        return DeadLetter.of(
                "write", kind, "u", "endpoint-missing", "an end is missing", Elements.ORIGIN, Kept.pointer("{}"));
    }
}
