package dev.graphiti.migrator.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.model.Attributes;
import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.EpisodeSource;
import dev.graphiti.migrator.model.EpisodicNode;
import dev.graphiti.migrator.model.Identity;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.source.Fields;
import dev.graphiti.migrator.source.Numbers;
import dev.graphiti.migrator.source.SourceRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordMapperTest {
    private static final String PRODUCTS = """
            mapping:
              products:
                group: shop
                id: sku
                time: { field: at, if-missing: run-start, if-unreadable: 2020-01-01 }
                skip:
                  - { rule: draft, field: status, equals: draft }
                  - { rule: foreign, field: market, in: [us, jp] }
                  - { rule: test-data, field: sku, matches: "TEST-.*" }
                  - { rule: no-price, field: priced, equals: "true", not: true }
                  - { rule: untitled, field: title, missing: true }
                episode: { content: text }
                entity: { name: title, label: Product, summary: text, vector: name_vector }
                related:
                  maker: { name: maker, label: Company }
                  owner: { id: owner_no, name: owner, label: Company }
                  old: { collection: products, id: replaces, name: old_title }
                facts:
                  - name: MADE_BY
                    to: maker
                    fact: "{from.name} is made by {to.name}"
                    valid-at: released
                    invalid-at: stopped
                    vector: fact_vector
                  - { name: REPLACES, to: old }
            """;

    private final RecordMapper mapper = Records.mapper(PRODUCTS);

    @Nested
    class Elements {
        private final MappedRecord record = product(
                "maker",
                "ACME  Corp",
                "replaces",
                "A-0",
                "released",
                "2024-05-01",
                "stopped",
                "2025-05-01",
                "fact_vector",
                List.of(1L, 0.5));

        @Test
        void episodeSupportsFactsOfItsRecord() {
            EpisodicNode episode = record.episodes().get(0);

            assertThat(episode)
                    .isEqualTo(new EpisodicNode(
                            Identity.ofRecord(ElementKind.EPISODIC, "shop", "json", "products", "A-1", ""),
                            "shop",
                            "products A-1",
                            EpisodeSource.TEXT,
                            "products",
                            "Heavy.",
                            record.facts().stream().map(EntityEdge::uuid).toList(),
                            Records.RUN_START,
                            Instant.parse("2026-01-05T00:00:00Z")));
        }

        @Test
        void entityIsTheRecord() {
            EntityNode entity = record.entities().get(0);

            assertThat(entity.uuid())
                    .isEqualTo(Identity.ofRecord(ElementKind.ENTITY, "shop", "json", "products", "A-1", ""));
            assertThat(entity.name()).isEqualTo("Anvil");
            assertThat(entity.labels()).containsExactly("Product");
            assertThat(entity.summary()).isEqualTo("Heavy.");
            assertThat(entity.createdAt()).isEqualTo(Records.RUN_START);
            assertThat(entity.nameEmbedding()).isNull();
        }

        @Test
        void relatedEntityIsTheSameForEveryRecordThatNamesIt() {
            EntityNode maker = record.entities().get(1);

            assertThat(maker.uuid()).isEqualTo(Identity.ofValue("shop", "Company", "acme corp"));
            assertThat(maker.name()).isEqualTo("ACME  Corp");
            assertThat(maker.attributes()).isEqualTo(Attributes.NONE);
            assertThat(product("maker", "acme corp").entities().get(1).uuid()).isEqualTo(maker.uuid());
        }

        @Test
        void relatedEntityWithIdIsToldApartByIt() {
            MappedRecord first = product("owner", "Smith", "owner_no", 1L);
            MappedRecord second = product("owner", "Smith", "owner_no", 2L);
            MappedRecord named = product("owner", "Smith", "owner_no", "smith", "maker", "Smith");

            assertThat(first.entities().get(1).uuid())
                    .isNotEqualTo(second.entities().get(1).uuid());
            assertThat(named.entities()).extracting(EntityNode::uuid).doesNotHaveDuplicates();
        }

        @Test
        void factIsOwnedByRecord() {
            EntityEdge fact = record.facts().get(0);

            assertThat(fact.fact()).isEqualTo("Anvil is made by ACME  Corp");
            assertThat(fact.name()).isEqualTo("MADE_BY");
            assertThat(fact.sourceNodeUuid()).isEqualTo(record.entities().get(0).uuid());
            assertThat(fact.targetNodeUuid()).isEqualTo(record.entities().get(1).uuid());
            assertThat(fact.episodes()).containsExactly(record.episodes().get(0).uuid());
            assertThat(fact.validAt()).isEqualTo("2024-05-01T00:00:00Z");
            assertThat(fact.invalidAt()).isEqualTo("2025-05-01T00:00:00Z");
            assertThat(fact.expiredAt()).isEqualTo(Records.RUN_START);
            assertThat(fact.referenceTime()).isEqualTo("2026-01-05T00:00:00Z");
            assertThat(fact.factEmbedding()).isNotNull();
        }

        @Test
        void referenceResolvesToEntityOfTheOtherRecord() {
            MappedRecord old = Records.mapped(
                    mapper, Records.record("products", "sku", "A-0", "title", "Old anvil", "priced", true));

            assertThat(record.facts().get(1).targetNodeUuid())
                    .isEqualTo(old.entities().get(0).uuid());
            assertThat(record.facts().get(1).fact()).isEqualTo("Anvil replaces A-0");
            assertThat(record.facts().get(1).validAt())
                    .isEqualTo(record.episodes().get(0).validAt());
            assertThat(product("replaces", "A-0", "old_title", "Old anvil")
                            .facts()
                            .get(0)
                            .fact())
                    .isEqualTo("Anvil replaces Old anvil");
        }

        @Test
        void episodeMentionsWhatTheRecordMakesAndRefersTo() {
            String episode = record.episodes().get(0).uuid();

            assertThat(record.edges())
                    .allSatisfy(edge -> assertThat(edge.uuid())
                            .isEqualTo(Identity.ofEnds(ElementKind.MENTIONS, "shop", episode, edge.targetNodeUuid())))
                    .extracting("targetNodeUuid")
                    .containsExactly(
                            record.entities().get(0).uuid(),
                            record.entities().get(1).uuid(),
                            record.facts().get(1).targetNodeUuid());
        }

        @Test
        void remainingFieldsAreAttributes() {
            assertThat(record.entities().get(0).attributes().json())
                    .isEqualTo("{\"at\":\"2026-01-05\",\"maker\":\"ACME  Corp\",\"priced\":true,"
                            + "\"released\":\"2024-05-01\",\"replaces\":\"A-0\",\"stopped\":\"2025-05-01\"}");
        }
    }

    @Nested
    class Facts {
        @Test
        void withoutEndIsNotMade() {
            assertThat(product("maker", " ").facts()).isEmpty();
            assertThat(product("maker", " ").entities()).hasSize(1);
        }

        @Test
        void toItselfIsNotMade() {
            assertThat(product("replaces", "A-1").facts()).isEmpty();
        }

        @Test
        void withoutItsOwnTimeHasNone() {
            EntityEdge fact = product("maker", "ACME").facts().get(0);

            assertThat(fact.validAt()).isNull();
            assertThat(fact.expiredAt()).isNull();
            assertThat(notes("maker", "ACME")).containsExactly(Note.TIME_LEFT_OUT);
        }

        @Test
        void withReversedTimesIsNoted() {
            assertThat(notes("maker", "ACME", "released", "2025-01-01", "stopped", "2024-01-01"))
                    .containsExactly(Note.TIME_REVERSED);
        }

        @Test
        void unreadableTimeRejectsRecord() {
            DeadLetter letter = rejected("maker", "ACME", "released", "soon");

            assertThat(letter.reason()).isEqualTo("unreadable-time");
            assertThat(letter.message())
                    .isEqualTo("the field released holds no time in a known format: \"soon\";"
                            + " add the format or set if-unreadable");
        }

        @Test
        void toldTwiceIsMadeOnceAndToldOtherwiseTwice() {
            RecordMapper orders = Records.mapper("""
                    mapping:
                      orders:
                        group: shop
                        entity: { name: "Order {@id}" }
                        related:
                          product: { each: lines, name: .name }
                        facts:
                          - { name: HAS, to: product, fact: "{from.name} has {.n} {to.name}" }
                    """);
            MappedRecord order = Records.mapped(
                    orders, Records.record("orders", "1", Fields.of("lines", List.of(line(2), line(2), line(5)))));

            assertThat(order.entities()).hasSize(2);
            assertThat(order.facts())
                    .extracting(EntityEdge::fact)
                    .containsExactly("Order 1 has 2 bolt", "Order 1 has 5 bolt");
            assertThat(order.facts()).extracting(EntityEdge::uuid).doesNotHaveDuplicates();
            assertThat(order.facts().get(0).episodes()).isEmpty();
            assertThat(order.facts().get(0).referenceTime()).isNull();
        }

        private static Map<String, Object> line(long n) {
            return Map.of("name", "bolt", "n", n);
        }
    }

    @Nested
    class Times {
        @Test
        void missingTimeIsRunStart() {
            MappedRecord record =
                    Records.mapped(mapper, Records.record("products", "sku", "A", "title", "B", "priced", true));

            assertThat(record.episodes().get(0).validAt()).isEqualTo(Records.RUN_START);
            assertThat(((Mapping.Mapped)
                                    mapper.map(Records.record("products", "sku", "A", "title", "B", "priced", true)))
                            .notes())
                    .containsExactly(Note.TIME_FROM_RUN_START);
        }

        @Test
        void unreadableTimeIsConstant() {
            SourceRecord record =
                    Records.record("products", "sku", "A", "title", "B", "priced", true, "at", "yesterday");

            assertThat(Records.mapped(mapper, record).episodes().get(0).validAt())
                    .isEqualTo("2020-01-01T00:00:00Z");
            assertThat(((Mapping.Mapped) mapper.map(record)).notes())
                    .containsExactly(Note.TIME_UNREADABLE, Note.TIME_FROM_CONSTANT);
        }
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

    @Nested
    class DeadLetters {
        @Test
        void damagedRecordWasNotRead() {
            RecordOrigin origin = new RecordOrigin("json", "products", "", "a.jsonl", "offset 3");
            SourceRecord damaged = SourceRecord.damaged(origin, "n", 1, "line is not JSON", "{" + "x".repeat(9000));

            assertThat(mapper.map(damaged))
                    .isEqualTo(new Mapping.Rejected(new DeadLetter(
                            "read",
                            DeadLetter.RECORD,
                            "",
                            "damaged",
                            "line is not JSON",
                            origin,
                            "{" + "x".repeat(RecordMapper.MAX_RAW - 1))));
        }

        @Test
        void recordIsKeptAsBoundedText() {
            DeadLetter letter = rejected("sku", " ", "v", new Numbers(new double[384]), "long", "y".repeat(9000));

            assertThat(letter.stage()).isEqualTo("map");
            assertThat(letter.raw()).contains("\"v\":\"[384 numbers]\"").hasSize(RecordMapper.MAX_RAW);
        }

        @Test
        void knowsIdOnceItIsFound() {
            assertThat(rejected("title", " ").origin().id()).isEqualTo("A-1");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = ';',
                value = {
                    "sku; ; no-id;the field that id names is missing or blank; map another one, or skip such records",
                    "title; ; no-name;the entity's name is missing or blank; map another field, or give it a default",
                })
        void blankFieldIsNamed(String field, String value, String reason) {
            assertThat(rejected(field, value == null ? " " : value).reason()).isEqualTo(reason);
        }

        @Test
        void vectorsThatSearchFailsOn() {
            assertThat(rejected("name_vector", new Numbers(new double[3])))
                    .extracting(DeadLetter::reason, DeadLetter::message)
                    .containsExactly("bad-vector", "the field name_vector: the vector is all zeros");
            assertThat(rejected("name_vector", List.of(1.0, 1e300)).message())
                    .isEqualTo("the field name_vector: the vector's component 1 is Infinity");
            assertThat(rejected("name_vector", List.of()).message())
                    .isEqualTo("the field name_vector: the vector is empty");
            assertThat(rejected("name_vector", List.of(1.0, "x")).message())
                    .isEqualTo("the field name_vector: the vector's component 1 is not a number but \"x\"");
            assertThat(rejected("name_vector", "0.5").message())
                    .isEqualTo("the field name_vector: it is not a list of numbers but \"0.5\"");
        }

        @Test
        void tooLargeContent() {
            assertThat(rejected("text", "x".repeat(EpisodeMaker.MAX_CONTENT + 1))
                            .reason())
                    .isEqualTo("too-large");
        }

        @Test
        void unmappedCollection() {
            Mapping mapping = mapper.map(Records.record("reviews"));

            assertThat(((Mapping.Rejected) mapping).deadLetter())
                    .extracting(DeadLetter::reason, DeadLetter::message)
                    .containsExactly(
                            "unmapped-collection",
                            "there is no mapping for the collection 'reviews'; add one, or one for \"*\"");
        }

        @Test
        void missingGroupAndTime() {
            RecordMapper strict = Records.mapper("""
                    mapping:
                      "*": { group: "{tenant}", time: { field: at }, episode: {} }
                    """);

            assertThat(reason(strict, Fields.of("at", "2026-01-05"))).isEqualTo("no-group");
            assertThat(reason(strict, Fields.of("tenant", "a"))).isEqualTo("no-time");
            assertThat(reason(strict, Fields.of("tenant", "a", "at", "x"))).isEqualTo("unreadable-time");
        }

        private static String reason(RecordMapper strict, Fields fields) {
            return ((Mapping.Rejected) strict.map(Records.record("any", "1", fields)))
                    .deadLetter()
                    .reason();
        }
    }

    @Nested
    class Bounds {
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
            EntityNode entity = Records.mapped(mapper, record).entities().get(0);

            assertThat(entity.name()).hasSize(8000);
            assertThat(entity.summary()).hasSize(8000);
            assertThat(((Mapping.Mapped) mapper.map(record)).notes())
                    .extracting(Note::word)
                    .containsExactly("name-cut", "summary-cut", "attribute-cut");
            assertThat(Records.mapped(mapper, record).episodes().get(0).content())
                    .hasSize(9000);
        }
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
                .episodes()
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
        assertThat(same.entities().get(0).uuid())
                .isEqualTo(first.entities().get(0).uuid());
        assertThat(other.entities().get(0).uuid())
                .isNotEqualTo(first.entities().get(0).uuid());
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
                .contains("noted    time-left-out\n");
        assertThat(mapper.explain(Records.record("products", "status", "draft")))
                .endsWith("skipped  by the rule draft\n");
        assertThat(mapper.explain(Records.record("reviews")))
                .contains("dead letter  unmapped-collection: there is no mapping");
    }

    private MappedRecord product(Object... more) {
        return Records.mapped(mapper, productRecord(more));
    }

    private List<Note> notes(Object... more) {
        return ((Mapping.Mapped) mapper.map(productRecord(more))).notes();
    }

    private DeadLetter rejected(Object... more) {
        return ((Mapping.Rejected) mapper.map(productRecord(more))).deadLetter();
    }

    private static SourceRecord productRecord(Object... more) {
        Map<String, Object> fields = new LinkedHashMap<>(
                Map.of("sku", "A-1", "title", "Anvil", "text", "Heavy.", "priced", true, "at", "2026-01-05"));
        for (int i = 0; i < more.length; i += 2) {
            fields.put((String) more[i], more[i + 1]);
        }
        return Records.record("products", "", new Fields(fields));
    }

    @Test
    void whatTheSourceTellsIsFoundButNoPartOfTheHash() {
        RecordMapper mapper = Records.mapper("""
                mapping:
                  "*":
                    group: "{@headers.tenant}"
                    time: { field: "@timestamp" }
                    episode: { name: "{@id} {@headers.trace.id|no trace}", content: text }
                """);
        Fields about =
                Fields.of("timestamp", "2026-01-02T03:04:05Z", "headers", Map.of("tenant", "acme", "trace.id", "7"));
        SourceRecord plain = Records.record("c", "k", Fields.of("text", "t"));

        MappedRecord mapped = Records.mapped(mapper, plain.withAbout(about));

        assertThat(mapped.groupId()).isEqualTo("acme");
        assertThat(mapped.episodes().get(0).name()).isEqualTo("k 7");
        assertThat(mapped.episodes().get(0).validAt()).isEqualTo("2026-01-02T03:04:05Z");
        MappedRecord later = Records.mapped(
                mapper,
                plain.withAbout(Fields.of("timestamp", "2026-02-02T03:04:05Z", "headers", Map.of("tenant", "acme"))));
        assertThat(later.contentHash()).isEqualTo(mapped.contentHash());
    }

    @Test
    void whatTheSourceLeavesOutIsSkippedByItsRule() {
        RecordMapper mapper = Records.mapper("mapping: { \"*\": { group: g, entity: { name: name } } }");

        assertThat(mapper.map(SourceRecord.skipped(Records.record("c").origin(), "1", 0, "tombstone")))
                .isEqualTo(new Mapping.Skipped("tombstone"));
    }
}
