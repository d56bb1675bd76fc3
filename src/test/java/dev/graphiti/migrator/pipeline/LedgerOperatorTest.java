package dev.graphiti.migrator.pipeline;

import static dev.graphiti.migrator.pipeline.Harnesses.side;
import static dev.graphiti.migrator.pipeline.Harnesses.tallies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.graphiti.migrator.graph.stage.WrittenElement;
import dev.graphiti.migrator.graph.stage.WrittenElement.Outcome;
import dev.graphiti.migrator.ledger.LedgerRow;
import dev.graphiti.migrator.ledger.Tally;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.testing.Elements;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LedgerOperatorTest {
    @Test
    void eachOutcomeIsARowAndATally() throws Exception {
        try (var harness = Harnesses.of(LedgerOperator::new)) {
            harness.open();
            harness.processElement(written("a", Outcome.WRITTEN, null), 0);
            harness.processElement(written("b", Outcome.MERGED, null), 0);
            harness.processElement(written("c", Outcome.UPDATED, "{\"name\":\"old\"}"), 0);
            harness.processElement(written("d", Outcome.UPDATED, null), 0);

            assertThat(harness.extractOutputValues())
                    .extracting(LedgerRow::uuid, LedgerRow::outcome, LedgerRow::before)
                    .containsExactly(
                            tuple("a", "written", null),
                            tuple("b", "merged", null),
                            tuple("c", "updated", "{\"name\":\"old\"}"),
                            tuple("d", "updated", "{}"));
            assertThat(tallies(harness))
                    .containsExactlyInAnyOrder(
                            "Entity written 1",
                            "Entity merged 1",
                            "Entity updated 2",
                            "acme elements 4",
                            "acme vectors 4");
        }
    }

    @Test
    void throughputIsCountedBySecond() throws Exception {
        try (var harness = Harnesses.of(LedgerOperator::new)) {
            harness.open();
            for (long now : new long[] {5_000, 5_999, 6_000}) {
                harness.setProcessingTime(now);
                harness.processElement(written("a", Outcome.WRITTEN, null), 0);
            }
            harness.endInput();

            assertThat(side(harness, TallyingOperator.TALLIES))
                    .contains(Tally.throughput(5, Tally.WRITTEN, 2), Tally.throughput(6, Tally.WRITTEN, 1));
        }
    }

    private static WrittenElement written(String uuid, Outcome outcome, @Nullable String before) {
        return new WrittenElement(
                ElementKind.ENTITY, uuid, Elements.GROUP, outcome, "hash", true, Elements.ORIGIN, before);
    }
}
