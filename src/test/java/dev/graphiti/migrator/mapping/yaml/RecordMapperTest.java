package dev.graphiti.migrator.mapping.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.mapping.Mapping;
import dev.graphiti.migrator.mapping.Products;
import dev.graphiti.migrator.mapping.Records;
import dev.graphiti.migrator.mapping.path.Note;
import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.EpisodeSource;
import dev.graphiti.migrator.model.EpisodicNode;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.fields.Fields;
import dev.graphiti.migrator.source.fields.Numbers;
import dev.graphiti.migrator.testing.Elements;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordMapperTest {
    private final RecordMapper mapper = Products.mapper();

    @Test
    void textsThatStandForNullAreMissing() {
        RecordMapper mapper = Records.mapper("""
                mapping:
                  "*":
                    group: g
                    null-values: ["NULL", "N/A", ""]
                    time: { field: shipped, if-missing: 2020-01-01 }
                    skip: [{ rule: no-name, field: name, missing: true }]
                    episode: { name: "{@id}", content: "{note|name}" }
                    entity: { name: name }
                """);
        Fields order = Fields.of(
                "name",
                "Chai",
                "shipped",
                "NULL",
                "note",
                "",
                "size",
                Map.of("h", "N/A", "w", 3L),
                "tags",
                List.of("a"));
        MappedRecord mapped = Records.mapped(mapper, Records.record("c", "1", order));

        assertThat(mapped.all(EpisodicNode.class)).singleElement().satisfies(episode -> {
            assertThat(episode.content()).isEqualTo("Chai");
            assertThat(episode.validAt()).isEqualTo("2020-01-01T00:00:00Z");
        });
        assertThat(Elements.json(mapped.all(EntityNode.class).get(0).attributes()))
                .isEqualTo("{\"size_w\":3,\"tags\":[\"a\"]}");
        assertThat(mapper.map(Records.record("c", "2", Fields.of("name", "NULL"))))
                .isEqualTo(new Mapping.Skipped("no-name"));
    }

    @Test
    void labelsAndPredicatesAreWrittenInOneCase() {
        RecordMapper mapper = Records.mapper("""
                mapping:
                  "*":
                    group: g
                    entity: { name: name, label: "{type}", label-case: pascal }
                    related: { target: { name: target, label: "{kind}", label-case: pascal } }
                    facts: [{ name: "{relation}", name-case: upper-snake, to: target }]
                """);
        MappedRecord mapped = Records.mapped(
                mapper,
                Records.record(
                        "c",
                        "1",
                        Fields.of(
                                "name",
                                "X",
                                "type",
                                List.of("threat-actor", "group"),
                                "target",
                                "Y",
                                "kind",
                                "MALWARE",
                                "relation",
                                "attributed-to")));

        assertThat(mapped.all(EntityNode.class))
                .extracting(EntityNode::labels)
                .containsExactly(List.of("ThreatActor", "Group"), List.of("Malware"));
        assertThat(mapped.all(EntityEdge.class)).singleElement().satisfies(fact -> {
            assertThat(fact.name()).isEqualTo("ATTRIBUTED_TO");
            assertThat(fact.fact()).isEqualTo("X attributed to Y");
        });
    }

    @Test
    void missingTimeIsRunStart() {
        MappedRecord record =
                Records.mapped(mapper, Records.record("products", "sku", "A", "title", "B", "priced", true));

        assertThat(record.all(EpisodicNode.class).get(0).validAt()).isEqualTo(Records.RUN_START);
        assertThat(((Mapping.Mapped) mapper.map(Records.record("products", "sku", "A", "title", "B", "priced", true)))
                        .notes())
                .contains(Note.TIME_FROM_RUN_START);
    }

    @Test
    void unreadableTimeIsConstant() {
        SourceRecord record = Records.record("products", "sku", "A", "title", "B", "priced", true, "at", "yesterday");

        assertThat(Records.mapped(mapper, record).all(EpisodicNode.class).get(0).validAt())
                .isEqualTo("2020-01-01T00:00:00Z");
        assertThat(((Mapping.Mapped) mapper.map(record)).notes())
                .contains(Note.TIME_UNREADABLE, Note.TIME_FROM_CONSTANT);
    }

    @Test
    void longNameSummaryAndAttributeAreCutAndNoted() {
        SourceRecord record = Records.record(
                "products",
                "sku",
                "A",
                "priced",
                true,
                "at",
                "2026-01-05",
                "title",
                "n".repeat(9000),
                "text",
                "s".repeat(9000),
                "extra",
                "e".repeat(9000));
        EntityNode entity = Records.mapped(mapper, record).all(EntityNode.class).get(0);

        assertThat(entity.name()).hasSize(8000);
        assertThat(entity.summary()).hasSize(8000);
        assertThat(((Mapping.Mapped) mapper.map(record)).notes())
                .extracting(Note::word)
                .containsExactly("name-cut", "summary-cut", "attribute-cut", "content-chunked", "chunks");
        assertThat(Records.mapped(mapper, record).all(EpisodicNode.class))
                .extracting(chunk -> chunk.content().length())
                .containsExactly(4000, 4000, 9000 - 2 * 3800);
    }

    @ParameterizedTest
    @CsvSource({
        "status, draft, draft",
        "market, us, foreign",
        "market, jp, foreign",
        "sku, TEST-1, test-data",
        "priced, false, no-price",
    })
    void ruleSkips(String field, String value, String rule) {
        Map<String, Object> fields = new LinkedHashMap<>(
                Map.of("sku", "A-1", "title", "Anvil", "priced", true, "market", List.of("de", "fr")));
        assertThat(mapper.map(Records.record("products", "", new Fields(fields))))
                .isInstanceOf(Mapping.Mapped.class);

        fields.put(field, value);
        assertThat(mapper.map(Records.record("products", "", new Fields(fields))))
                .isEqualTo(new Mapping.Skipped(rule));
    }

    @Test
    void missingFieldSkips() {
        assertThat(mapper.map(Records.record("products", "sku", "A", "priced", true)))
                .isEqualTo(new Mapping.Skipped("untitled"));
    }

    @Test
    void wholeRecordIsContentWithoutVectors() {
        RecordMapper whole = Records.mapper("""
                mapping:
                  "*":
                    group: all
                    time: { if-missing: run-start }
                    episode: {}
                    entity: { name: "{@id}", vector: v }
                """);
        Fields fields = Fields.of("a", 1L, "v", List.of(0.5, 0.5), "other", new Numbers(new double[200]), "b", "x");

        EpisodicNode episode = Records.mapped(whole, Records.record("c", "1", fields))
                .all(EpisodicNode.class)
                .get(0);

        assertThat(episode.content()).isEqualTo("{\"a\":1,\"b\":\"x\"}");
        assertThat(episode.source()).isEqualTo(EpisodeSource.JSON);
    }

    @Test
    void hashIsIdForRecordsWithoutOne() {
        RecordMapper hashed = Records.mapper("""
                mapping:
                  "*": { group: all, id: "{@hash}", entity: { name: name } }
                """);

        MappedRecord first = Records.mapped(hashed, Records.record("c", "name", "a", "n", 1L));
        MappedRecord same = Records.mapped(hashed, Records.record("c", "n", 1L, "name", "a"));
        MappedRecord other = Records.mapped(hashed, Records.record("c", "name", "a", "n", 2L));

        assertThat(first.origin().id()).isEqualTo(first.contentHash());
        assertThat(same.all(EntityNode.class).get(0).uuid())
                .isEqualTo(first.all(EntityNode.class).get(0).uuid());
        assertThat(other.all(EntityNode.class).get(0).uuid())
                .isNotEqualTo(first.all(EntityNode.class).get(0).uuid());
    }

    @Test
    void mapsTheSameWhereverItIsSent() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(mapper);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            SourceRecord record = Records.record("products", "sku", "A", "title", "B", "priced", true);

            assertThat(((RecordMapper) in.readObject()).map(record)).isEqualTo(mapper.map(record));
        }
    }

    @Test
    void explainsRecordBeforeAndAfter() {
        SourceRecord record = Records.record(
                "products", "sku", "A-1", "title", "Anvil", "priced", true, "at", "2026-01-05", "maker", "ACME");

        assertThat(mapper.explain(record))
                .contains("record   products products.jsonl offset 0\n")
                .contains("  title: \"Anvil\"\n")
                .contains("becomes  in group shop\n")
                .contains("  episode  products A-1\n")
                .contains("  entity   Anvil\n")
                .contains("  fact     Anvil is made by ACME\n")
                .contains("    (Anvil)-[MADE_BY]->(ACME)\n")
                .contains("  mention  of ACME\n")
                .contains("noted    time-left-out, field-missing text\n");
        assertThat(mapper.explain(Records.record("products", "status", "draft")))
                .endsWith("skipped  by the rule draft\n");
        assertThat(mapper.explain(Records.record("reviews")))
                .contains("dead letter  unmapped-collection: there is no mapping");
    }

    @Test
    void whatTheSourceTellsIsFoundButNoPartOfTheHash() {
        RecordMapper mapper = Records.mapper("""
                mapping:
                  "*":
                    group: "{@headers.tenant}"
                    time: { field: "@timestamp" }
                    episode: { name: "{@id} {@headers.trace.id|'no trace'}", content: text }
                """);
        Fields about =
                Fields.of("timestamp", "2026-01-02T03:04:05Z", "headers", Map.of("tenant", "acme", "trace.id", "7"));
        SourceRecord plain = Records.record("c", "k", Fields.of("text", "t"));

        MappedRecord mapped = Records.mapped(mapper, plain.withAbout(about));

        assertThat(mapped.groupId()).isEqualTo("acme");
        assertThat(mapped.all(EpisodicNode.class).get(0).name()).isEqualTo("k 7");
        assertThat(mapped.all(EpisodicNode.class).get(0).validAt()).isEqualTo("2026-01-02T03:04:05Z");
        MappedRecord later = Records.mapped(
                mapper,
                plain.withAbout(Fields.of("timestamp", "2026-02-02T03:04:05Z", "headers", Map.of("tenant", "acme"))));
        assertThat(later.contentHash()).isEqualTo(mapped.contentHash());
    }

    @Test
    void namesOfTheSourceAreFoundBesideFieldsThatAreCalledSo() {
        RecordMapper mapper = Records.mapper("""
                mapping:
                  "*":
                    group: g
                    related:
                      a: { collection: "{@start-collection}", id: "@start-id", name: "@start.name" }
                      b: { collection: "{@end-collection}", id: "@end-id", name: "@end.name" }
                    facts:
                      - name: "{@type}"
                        from: a
                        to: b
                        fact: "{@start.name} says to {@end.name}, source: {source}"
                        attributes: { only: ["*"] }
                """);
        Fields own = Fields.of("source", "imdb", "target", "kids", "w", 1L);
        Fields about = Fields.of(
                "type",
                "SAYS",
                "start",
                Map.of("name", "A"),
                "start-id",
                "a",
                "start-collection",
                "P",
                "end",
                Map.of("name", "B"),
                "end-id",
                "b",
                "end-collection",
                "P",
                SourceRecord.RESERVED_NAMES,
                List.of("source", "target"));

        Mapping.Mapped mapping =
                (Mapping.Mapped) mapper.map(Records.record("SAYS", "1", own).withAbout(about));

        assertThat(mapping.notes()).contains(Note.RESERVED_NAME);
        assertThat(mapping.record().all(EntityEdge.class)).singleElement().satisfies(fact -> {
            assertThat(fact.name()).isEqualTo("SAYS");
            assertThat(fact.fact()).isEqualTo("A says to B, source: imdb");
            assertThat(Elements.json(fact.attributes())).isEqualTo("{\"source\":\"imdb\",\"target\":\"kids\",\"w\":1}");
        });
    }

    @Test
    void whatTheSourceLeavesOutIsSkippedByItsRule() {
        RecordMapper mapper = Records.mapper("mapping: { \"*\": { group: g, entity: { name: name } } }");

        assertThat(mapper.map(SourceRecord.skipped(Records.record("c").origin(), "1", 0, "tombstone")))
                .isEqualTo(new Mapping.Skipped("tombstone"));
    }
}
