package dev.graphiti.migrator.pipeline.reshape;

import static dev.graphiti.migrator.pipeline.dedupe.Harnesses.counts;
import static dev.graphiti.migrator.pipeline.dedupe.Harnesses.side;
import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.app.Configs;
import dev.graphiti.migrator.count.Count;
import dev.graphiti.migrator.count.Count.Outcome;
import dev.graphiti.migrator.flink.CountingOperator;
import dev.graphiti.migrator.mapping.yaml.RecordMapper;
import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.model.DeadLetter.Kept;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.pipeline.dedupe.Harnesses;
import dev.graphiti.migrator.source.KeptRecord;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.fields.Fields;
import java.time.Instant;
import java.util.List;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class ReshapeOperatorTest {
    private static final RecordOrigin ORIGIN =
            new RecordOrigin("json", "people", "", "people.jsonl", "offset 41200", "41200");

    @Test
    void eachRecordIsCountedOnceAndItsResultsToo() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.setProcessingTime(7_000);
            harness.processElement(record("all", List.of(person("a"), person("b"))), 0);
            harness.processElement(record("all", List.of()), 0);
            harness.processElement(record("all", List.of(1L)), 0);
            harness.processElement(record("all", true), 0);

            assertThat(harness.extractOutputValues())
                    .extracting(
                            record -> record.origin() + " " + record.fields().root())
                    .containsExactly(
                            "people.jsonl offset 41200 result 1 {id=a}", "people.jsonl offset 41200 result 2 {id=b}");
            assertThat(side(harness, ReshapeOperator.DEAD_LETTERS))
                    .extracting(DeadLetter::stage, DeadLetter::message)
                    .extracting(Object::toString)
                    .containsExactly(
                            "(\"reshape\", \"result 1 of the program is the number 1; each result must be an object, such as {value: .}\")",
                            "(\"reshape\", \"the program failed on this record: Cannot iterate over boolean (true)\")");
            assertThat(counts(harness))
                    .containsExactlyInAnyOrder(
                            "read 4",
                            "reshaped 1",
                            "result 2",
                            "skipped reshape-empty 1",
                            "dead-lettered reshape-no-object 1",
                            "dead-lettered reshape-failed 1");
            assertThat(side(harness, CountingOperator.COUNTS)).contains(Count.throughput(7, Outcome.READ, 4));
        }
    }

    @Test
    void whatHasNoProgramPasses() throws Exception {
        try (var harness = harness()) {
            harness.open();
            List<SourceRecord> others = List.of(
                    SourceRecord.damaged(ORIGIN, "", 1, "it is not JSON", Kept.pointer("{")),
                    SourceRecord.skipped(ORIGIN, "", 1, "rule"),
                    SourceRecord.noted(ORIGIN, "", 1, "gone-while-read"),
                    record("all", List.of()).result(1, Fields.of("id", "a")),
                    SourceRecord.sound(
                            new RecordOrigin("json", "others", "", "o.jsonl", "offset 0"),
                            "",
                            1,
                            Fields.of("id", "a")));
            for (SourceRecord other : others) {
                harness.processElement(other, 0);
            }

            assertThat(harness.extractOutputValues()).containsExactlyElementsOf(others);
            assertThat(counts(harness)).isEmpty();
        }
    }

    @Test
    void aDeadLetterHasTheRecordAsItCame() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement(record("all", 7L), 0);

            assertThat(side(harness, ReshapeOperator.DEAD_LETTERS))
                    .singleElement()
                    .satisfies(letter -> assertThat(KeptRecord.of(letter)).hasValueSatisfying(record -> {
                        assertThat(record.fields().root()).containsEntry("all", 7L);
                        assertThat(record.result()).isEqualTo(SourceRecord.NO_RESULT);
                    }));
        }
    }

    private static OneInputStreamOperatorTestHarness<SourceRecord, SourceRecord> harness() throws Exception {
        String yaml = Configs.LEAST.replace("people: {", "people: { reshape: '.all[]',");
        RecordMapper mapper = new RecordMapper(Configs.read(yaml).mapping(), Instant.EPOCH);
        return Harnesses.of(parameters -> new ReshapeOperator(parameters, mapper, 1_024));
    }

    private static SourceRecord record(String key, Object value) {
        return SourceRecord.sound(ORIGIN, "", 1, Fields.of(key, value));
    }

    private static Object person(String id) {
        return Fields.of("id", id).root();
    }
}
