package dev.graphiti.migrator.mapping.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.count.Count;
import dev.graphiti.migrator.count.CountAggregator;
import dev.graphiti.migrator.mapping.Coverage;
import dev.graphiti.migrator.mapping.Records;
import dev.graphiti.migrator.mapping.yaml.RecordMapper;
import dev.graphiti.migrator.report.sum.UnusedRule;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.fields.Fields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MappingCoverageTest {
    @Test
    void aMisspelledPathIsNamedWithTheNearestOne() {
        assertThat(unused("""
                        "*":
                          group: g
                          time: { field: opened_at, if-missing: run-start }
                          episode: { name: "{titel|name}", content: bdoy }
                        """, Fields.of("body", "text", "opened-at", "2024-01-01", "name", "n", "title", "t")))
                .containsExactly(
                        "mapping.\"*\".episode.content: bdoy is in no record; is it body?",
                        "mapping.\"*\".episode.name: titel is in no record; is it title?",
                        "mapping.\"*\".time.field: opened_at is in no record; is it opened-at?");
    }

    @Test
    void aPathThatOneRecordHasIsNotNamed() {
        String mapping = """
                c:
                  group: g
                  entity: { name: name, summary: text, label: "{type}", attributes: { only: [size.h, "other.*"] } }
                """;
        Fields first = Fields.of("name", "a", "text", "t");
        Fields second = Fields.of("name", "b", "type", "T", "size", Map.of("h", 1L), "other", Map.of("x", 1L));

        assertThat(unused(mapping, first, second)).isEmpty();
        assertThat(unused(mapping, first))
                .containsExactly(
                        "mapping.c.entity.attributes: other is in no record.",
                        "mapping.c.entity.attributes: size.h is in no record.",
                        "mapping.c.entity.label: type is in no record.");
    }

    @Test
    void pathsOfItemsAreLookedForInItems() {
        String mapping = """
                c:
                  group: g
                  entity: { name: name }
                  related:
                    tag: { each: tags, name: .titel, label: Tag }
                    part: { each: parts.*, name: .@key, attributes: { only: [.size] } }
                  facts:
                    - { name: TAGGED, to: tag }
                    - { name: "{relation}", to: part, fact: "{from.name} {.amount} {to.name}" }
                """;
        Fields record =
                Fields.of("name", "a", "tags", List.of(Map.of("title", "t")), "parts", Map.of("p", Map.of("size", 1L)));

        assertThat(unused(mapping, record))
                .containsExactly(
                        "mapping.c.facts[0] TAGGED was created by no record.",
                        "mapping.c.facts[1] was created by no record.",
                        "mapping.c.facts[1].fact: .amount is in no record.",
                        "mapping.c.facts[1].name: relation is in no record.",
                        "mapping.c.related.tag was created by no record.",
                        "mapping.c.related.tag.name: .titel is in no record; is it .title?");
        assertThat(unused(mapping, Fields.of("name", "a")))
                .contains("mapping.c.related.tag.each: tags is in no record.")
                .doesNotContain("mapping.c.related.tag.name: .titel is in no record.");
    }

    @Test
    void aPathElsewhereInTheRecordIsTheNearest() {
        assertThat(unused(
                        "c: { group: g, time: { if-missing: run-start }, episode: { content: content } }",
                        Fields.of("message", Map.of("author", "A", "content", "Hi"))))
                .containsExactly("mapping.c.episode.content: content is in no record; is it message.content?");
    }

    @Test
    void recordsThatARuleSkipsSayNothingOfOthers() {
        String mapping = """
                c:
                  group: g
                  skip: [{ rule: draft, field: status, equals: draft }, { rule: old, field: oldness, equals: "1" }]
                  entity: { name: name, label: "{type}" }
                """;

        assertThat(unused(mapping, Fields.of("status", "draft")))
                .containsExactly("mapping.c.skip old: oldness is in no record.");
        assertThat(unused(mapping)).isEmpty();
    }

    @Test
    void eachRuleIsCountedOnceForEachOutcome() {
        RecordMapper mapper = Records.mapper("mapping: { c: { group: g, entity: { name: name, label: '{type}' } } }");
        Coverage coverage = mapper.coverage();
        List<Count> counts = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            SourceRecord record = Records.record("c", "" + i, Fields.of("name", "a", i == 5 ? "type" : "t", "T"));
            counts.addAll(coverage.observe(record, mapper.map(record)));
        }

        assertThat(counts)
                .containsExactly(
                        Count.rule("c", "entity.name: name", Count.Outcome.FOUND, ""),
                        Count.rule("c", "entity.label: type", Count.Outcome.MISSED, ""),
                        Count.rule("c", "entity.label: type", Count.Outcome.FOUND, ""));
    }

    private static List<String> unused(String mapping, Fields... records) {
        RecordMapper mapper = Records.mapper("mapping:\n" + mapping.indent(2));
        Coverage coverage = mapper.coverage();
        List<Count> counts = Arrays.stream(records)
                .map(fields -> Records.record("c", "1", fields))
                .flatMap(record -> coverage.observe(record, mapper.map(record)).stream())
                .toList();
        return UnusedRule.of(CountAggregator.of(counts)).stream()
                .map(UnusedRule::sentence)
                .toList();
    }
}
