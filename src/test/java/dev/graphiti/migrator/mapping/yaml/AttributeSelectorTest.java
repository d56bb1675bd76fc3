package dev.graphiti.migrator.mapping.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.mapping.FieldTrees;
import dev.graphiti.migrator.mapping.Mapping;
import dev.graphiti.migrator.mapping.Records;
import dev.graphiti.migrator.mapping.config.Attribute;
import dev.graphiti.migrator.mapping.path.Note;
import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.source.fields.ExactNumber;
import dev.graphiti.migrator.source.fields.Fields;
import dev.graphiti.migrator.source.fields.Numbers;
import dev.graphiti.migrator.testing.Elements;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AttributeSelectorTest {
    @Test
    void keepsAllRemainingFieldsInOrderOfNames() {
        assertThat(attributes("{}", Fields.of("z", 1L, "a", "x", "m", true, "d", 2.0)))
                .isEqualTo("{\"a\":\"x\",\"d\":2.0,\"m\":true,\"z\":1}");
    }

    @Test
    void flattensObjects() {
        Fields fields = Fields.of("size", Map.of("h", 3L, "in", Map.of("x", 1L)));

        assertThat(attributes("{}", fields)).isEqualTo("{\"size_h\":3,\"size_in_x\":1}");
        assertThat(attributes("{ flatten: false }", Fields.of("size", Map.of("h", 3L))))
                .isEqualTo("{\"size\":\"{\\\"h\\\":3}\"}");
    }

    @Test
    void listsAreOfOneKind() {
        assertThat(attributes("{}", Fields.of("l", List.of(1L, 2L)))).isEqualTo("{\"l\":[1,2]}");
        assertThat(attributes("{}", Fields.of("l", List.of(1L, 2.5)))).isEqualTo("{\"l\":[1.0,2.5]}");
        assertThat(attributes("{}", Fields.of("l", List.of(1L, "x", true))))
                .isEqualTo("{\"l\":[\"1\",\"x\",\"true\"]}");
        assertThat(attributes("{}", Fields.of("l", List.of(Map.of("a", 1L), List.of(2L)))))
                .isEqualTo("{\"l\":[\"{\\\"a\\\":1}\",\"[2]\"]}");
        assertThat(attributes("{}", Fields.of("l", Arrays.asList(null, "x")))).isEqualTo("{\"l\":[\"x\"]}");
    }

    @Test
    void leavesOutWhatNobodyCanUse() {
        assertThat(attributes(
                        "{}",
                        Fields.of(
                                "nan",
                                Double.NaN,
                                "empty",
                                List.of(),
                                "object",
                                Map.of(),
                                "v",
                                new Numbers(new double[384]))))
                .isEqualTo("{}");
        assertThat(notes(Fields.of("nan", Double.NaN, "empty", List.of(), "v", new Numbers(new double[384]))))
                .containsExactly(Note.ATTRIBUTE_LEFT_OUT, Note.VECTOR_LEFT_OUT);
        assertThat(attributes("{}", new Fields(Collections.singletonMap("n", null))))
                .isEqualTo("{}");
    }

    @Test
    void boundsTextsAndLists() {
        assertThat(attributes("{ max-length: 3 }", Fields.of("t", "abcdef"))).isEqualTo("{\"t\":\"abc\"}");
        assertThat(attributes("{ max-length: 3 }", Fields.of("t", Collections.nCopies(20, "abc"))))
                .isEqualTo("{\"t\":[\"abc\",\"abc\",\"abc\",\"abc\",\"abc\",\"abc\",\"abc\",\"abc\"]}");
        List<String> texts = LongStream.range(0, 150).mapToObj(Long::toString).toList();
        assertThat(attributes("{}", Fields.of("t", texts))).endsWith("\"99\"]}");
    }

    @Test
    void aLongListOfWholeNumbersIsCutAndCounted() {
        Fields fields = Fields.of("daily", LongStream.range(0, 101).boxed().toList());

        assertThat(attributes("{}", fields)).startsWith("{\"daily\":[0,1,2,").endsWith(",99]}");
        assertThat(notes(fields)).containsExactly(Note.ATTRIBUTE_CUT);
        assertThat(notes(Fields.of("hourly", LongStream.range(0, 100).boxed().toList())))
                .isEmpty();
    }

    @Test
    void noDigitIsLostInAList() {
        assertThat(attributes("{}", Fields.of("l", List.of(9007199254740993L, 0.5))))
                .isEqualTo("{\"l\":[\"9007199254740993\",\"0.5\"]}");
        assertThat(attributes("{}", Fields.of("l", List.of(9007199254740993L, 1L))))
                .isEqualTo("{\"l\":[9007199254740993,1]}");
        assertThat(attributes("{}", Fields.of("l", List.of(new ExactNumber("12345678901234567890"), 1L))))
                .isEqualTo("{\"l\":[\"12345678901234567890\",\"1\"]}");
        assertThat(attributes("{}", Fields.of("n", new ExactNumber("12345678901234567890"))))
                .isEqualTo("{\"n\":\"12345678901234567890\"}");
    }

    @Test
    void whatChangesItsKindIsCounted() {
        assertThat(notes(Fields.of("l", List.of(9007199254740993L, 0.5)))).containsExactly(Note.ATTRIBUTE_AS_TEXT);
        assertThat(notes(Fields.of("l", List.of(true, 1L)))).containsExactly(Note.ATTRIBUTE_AS_TEXT);
        assertThat(notes(Fields.of("l", List.of("a", 1L)))).containsExactly(Note.ATTRIBUTE_AS_TEXT);
        assertThat(notes(Fields.of("l", Arrays.asList(1L, null, 2L)))).containsExactly(Note.ATTRIBUTE_LEFT_OUT);
        assertThat(notes(Fields.of("n", new ExactNumber("1e400")))).containsExactly(Note.ATTRIBUTE_AS_TEXT);
        assertThat(notes(Fields.of("l", List.of(1L, 0.5)))).isEmpty();
        assertThat(notes(Fields.of("price (€)", 1L))).containsExactly(Note.ATTRIBUTE_RENAMED);
        assertThat(notes(Fields.of("uuid", 1L))).containsExactly(Note.ATTRIBUTE_RENAMED);
        assertThat(notes(Fields.of("a b", 1L, "नाम", 2L, "größe", 3L))).isEmpty();
    }

    @Test
    void aDottedKeyAndTheNestedPathAreTwoFields() {
        Fields fields = Fields.of("http.url", "dotted", "http", Map.of("url", "nested"));

        assertThat(attributes("{}", fields))
                .startsWith("{\"http_url\":\"nested\",\"http_url_")
                .endsWith("\":\"dotted\"}");
        assertThat(notes(fields)).containsExactly(Note.ATTRIBUTE_RENAMED);
        assertThat(attributes("{ drop: ['http\\.url'] }", fields)).isEqualTo("{\"http_url\":\"nested\"}");
        assertThat(attributes("{ drop: ['\\http.url'] }", fields)).isEqualTo("{\"http_url\":\"dotted\"}");
        assertThat(attributes("{ drop: [http.url] }", fields)).isEqualTo("{}");
        assertThat(attributes("{ rename: { 'http\\.url': url } }", fields))
                .isEqualTo("{\"http_url\":\"nested\",\"url\":\"dotted\"}");
        assertThat(attributes("{ only: ['http\\.url', '\\http.url'] }", fields)).contains("dotted", "nested");
    }

    @Test
    void onlyTheFieldThatIsTheSummaryIsToldElsewhere() {
        Fields fields = Fields.of("title", "t", "x.title", 1L, "x", Map.of("title", 2L));

        assertThat(attributes("{}", fields)).contains(":1").contains(":2").doesNotContain("\"t\"");
    }

    @Test
    void keysThatBecomeOneNameAreAllKept() {
        assertThat(attributes("{}", Fields.of("", 1L, "_", 2L, " ", 3L)))
                .contains("\"_\":2")
                .contains(":1")
                .contains(":3");
    }

    @Test
    void renamesWhatGraphitiKeeps() {
        assertThat(attributes("{}", Fields.of("uuid", 1L, "labels", List.of("a"), "summary", "s")))
                .isEqualTo("{\"original_labels\":[\"a\"],\"original_summary\":\"s\",\"original_uuid\":1}");
        assertThat(attributes("{ rename: { uuid: old_uuid } }", Fields.of("uuid", 1L)))
                .isEqualTo("{\"old_uuid\":1}");
    }

    /** Graphiti's save() of a fact finds the ends by {@code source_uuid} and {@code target_uuid}. */
    @Test
    void renamesOnFactsWhatGraphitiSavesThemWith() {
        assertThat(attributesOfFact(
                        Fields.of("uuid", 1L, "source_uuid", 2L, "target_uuid", 3L, "episodes", 4L, "summary", 5L)))
                .isEqualTo("{\"original_episodes\":4,\"original_source_uuid\":2,\"original_target_uuid\":3,"
                        + "\"original_uuid\":1,\"summary\":5}");
    }

    @Test
    void renamedNamesAreNeverReservedAndNeverMeet() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        Attribute.RESERVED_OF_FACTS.forEach(name -> fields.put(name, name));

        String json = attributesOfFact(new Fields(fields));

        assertThat(Attribute.RESERVED_OF_FACTS)
                .allSatisfy(name -> assertThat(json).contains("\"original_%1$s\":\"%1$s\"".formatted(name)))
                .noneMatch(name -> name.startsWith("original_"));
    }

    @Test
    void aFieldThatIsCalledLikeARenamedOneKeepsItsName() {
        assertThat(attributes("{}", Fields.of("uuid", 1L, "original_uuid", 2L)))
                .startsWith("{\"original_uuid\":2,\"original_uuid_")
                .endsWith("\":1}");
    }

    @Test
    void makesNamesSane() {
        assertThat(attributes("{}", Fields.of("price (€)", 1L, "größe", 2L, "3d", 3L, "", 4L)))
                .isEqualTo("{\"_\":4,\"_3d\":3,\"größe\":2,\"price____\":1}");
    }

    @Test
    void fieldsOfOneNameAreAllKept() {
        Fields fields = Fields.of("a b", 1L, "a_b", 2L, "a", Map.of("b", 3L));
        Map<String, @Nullable Object> reversed = new LinkedHashMap<>(FieldTrees.reversed(fields.root()));

        String json = attributes("{}", fields);

        assertThat(json).contains("\"a_b\":2").contains(":1").contains(":3");
        assertThat(attributes("{}", new Fields(reversed))).isEqualTo(json);
    }

    @Test
    void picksPaths() {
        Fields fields = Fields.of("a", 1L, "b", 2L, "c", Map.of("d", 3L, "e", Map.of("f", 4L)), "title", "t");

        assertThat(attributes("{ only: [a, c.d, title] }", fields)).isEqualTo("{\"a\":1,\"c_d\":3,\"title\":\"t\"}");
        assertThat(attributes("{ only: [\"c.*\"] }", fields)).isEqualTo("{\"d\":3,\"e_f\":4}");
        assertThat(attributes("{ only: [c], drop: [c.e] }", fields)).isEqualTo("{\"c_d\":3}");
        assertThat(attributes("{ drop: [c, b] }", fields)).isEqualTo("{\"a\":1}");
        assertThat(attributes("{ drop: [c, b], include: [title, \"@id\"] }", fields))
                .isEqualTo("{\"a\":1,\"id\":\"1\",\"title\":\"t\"}");
        assertThat(attributes("{ only: [] }", fields)).isEqualTo("{}");
        assertThat(attributes("{ only: [c.e.f], rename: { c.e.f: deep } }", fields))
                .isEqualTo("{\"deep\":4}");
    }

    private static List<Note> notes(Fields fields) {
        RecordMapper mapper = Records.mapper("mapping: { '*': { group: g, entity: { name: '{title|\"x\"}' } } }");
        return ((Mapping.Mapped) mapper.map(Records.record("c", "1", fields)))
                .notes().stream()
                        .filter(note -> !note.equals(Note.ENTITY_WITHOUT_EPISODE))
                        .toList();
    }

    private static String attributesOfFact(Fields fields) {
        RecordMapper mapper = Records.mapper("""
                mapping:
                  "*":
                    group: g
                    entity: { name: "{title|'x'}" }
                    related: { other: { name: "{@id}" } }
                    facts: [{ name: KNOWS, to: other, attributes: { only: ["*"] } }]
                """);
        return Elements.json(Records.mapped(mapper, Records.record("c", "1", fields))
                .all(EntityEdge.class)
                .get(0)
                .attributes());
    }

    /** Of an entity whose name is the field {@code title}. */
    private static String attributes(String options, Fields fields) {
        RecordMapper mapper = Records.mapper("""
                mapping:
                  "*": { group: g, entity: { name: "{title|'x'}", summary: title, attributes: %s } }
                """.formatted(options));
        return Elements.json(Records.mapped(mapper, Records.record("c", "1", fields))
                .all(EntityNode.class)
                .get(0)
                .attributes());
    }
}
