package dev.graphiti.migrator.mapping.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.mapping.Mapping;
import dev.graphiti.migrator.mapping.Records;
import dev.graphiti.migrator.mapping.path.Note;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.EpisodicNode;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.StructuralEdge;
import dev.graphiti.migrator.source.fields.Fields;
import dev.graphiti.migrator.source.fields.Numbers;
import dev.graphiti.migrator.testing.Elements;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is lost or changed on the way is counted. */
class RecordNotesTest {
    private static final String EPISODE =
            "mapping: { '*': { group: g, time: { if-missing: 2024-01-01T00:00:00Z }, episode: %s } }";

    @Test
    void aLabelThatLosesLettersIsKeptAsAnAttribute() {
        Mapping.Mapped mapped = labeled("WHILE循环");
        EntityNode entity = mapped.record().all(EntityNode.class).get(0);

        assertThat(entity.labels()).containsExactly("WHILE");
        assertThat(Elements.json(entity.attributes())).isEqualTo("{\"original_label\":\"WHILE循环\"}");
        assertThat(mapped.notes()).containsExactly(Note.LABEL_CHANGED, Note.ENTITY_WITHOUT_EPISODE);
        assertThat(labeled("日本").record().all(EntityNode.class).get(0).labels()).isEmpty();
        assertThat(Elements.json(labeled(List.of("日本", "Город", "Ok"))
                        .record()
                        .all(EntityNode.class)
                        .get(0)
                        .attributes()))
                .isEqualTo("{\"original_label\":[\"日本\",\"Город\"]}");
        assertThat(labeled("power tool").notes()).containsExactly(Note.ENTITY_WITHOUT_EPISODE);
    }

    @Test
    void labelsThatAreCutToOneStillTellEntitiesApart() {
        RecordMapper mapper =
                Records.mapper("mapping: { '*': { group: g, related: { r: { name: name, label: '{type}' } } } }");

        assertThat(List.of("日本", "中国", "C++", "C#"))
                .extracting(type -> Records.mapped(
                                mapper, Records.record("c", "1", Fields.of("name", "x", "type", type)))
                        .all(EntityNode.class)
                        .get(0)
                        .uuid())
                .doesNotHaveDuplicates();
    }

    @Test
    void aShortenedGroupIsCounted() {
        RecordMapper mapper = Records.mapper("mapping: { '*': { group: '{g}', entity: { name: name } } }");

        assertThat(mapped(mapper, Fields.of("name", "x", "g", "g".repeat(201))).notes())
                .contains(Note.GROUP_SHORTENED);
        assertThat(mapped(mapper, Fields.of("name", "x", "g", "Город")).notes()).doesNotContain(Note.GROUP_SHORTENED);
    }

    @Test
    void replacedCharactersAreCounted() {
        RecordMapper mapper = Records.mapper(
                "mapping: { '*': { group: g, entity: { name: name, summary: s, attributes: { only: [a] } } } }");

        assertThat(mapped(mapper, Fields.of("name", "a\nb")).notes())
                .containsExactly(Note.CHARACTERS_REPLACED, Note.ENTITY_WITHOUT_EPISODE);
        assertThat(mapped(mapper, Fields.of("name", " a\n")).notes()).containsExactly(Note.ENTITY_WITHOUT_EPISODE);
        assertThat(mapped(mapper, Fields.of("name", "a", "s", "\ud83d")).notes())
                .containsExactly(Note.CHARACTERS_REPLACED, Note.ENTITY_WITHOUT_EPISODE);
        assertThat(mapped(mapper, Fields.of("name", "a", "a", List.of("\ude00")))
                        .notes())
                .containsExactly(Note.CHARACTERS_REPLACED, Note.ENTITY_WITHOUT_EPISODE);
        assertThat(mapped(mapper, Fields.of("name", "😀", "a", "😀")).notes())
                .containsExactly(Note.ENTITY_WITHOUT_EPISODE);
    }

    @Test
    void anEpisodeWithoutContentNamesThePath() {
        RecordMapper typo = Records.mapper(EPISODE.formatted("{ content: bdoy }"));

        assertThat(mapped(typo, Fields.of("body", "text")).notes())
                .extracting(Note::word)
                .containsExactly("time-from-constant", "field-missing bdoy");
        assertThat(typo.explain(Records.record("c", "1", Fields.of("body", "text"))))
                .contains("noted    time-from-constant, field-missing bdoy (is it body?)");
        RecordMapper right = Records.mapper(EPISODE.formatted("{ content: body }"));
        assertThat(mapped(right, Fields.of("body", null)).notes())
                .extracting(Note::word)
                .contains("field-missing body");
    }

    @Test
    void aVectorThatIsNotInTheJsonIsCounted() {
        RecordMapper whole = Records.mapper(EPISODE.formatted("{}"));
        double[] vector = new double[384];
        Arrays.fill(vector, 0.5);

        assertThat(mapped(whole, Fields.of("v", new Numbers(vector))).notes()).contains(Note.VECTOR_LEFT_OUT);
    }

    @Test
    void aLineWhosePlacesAreAllBlankIsLeftOut() {
        RecordMapper chat =
                Records.mapper(EPISODE.formatted("{ lines: { each: messages, line: '{.from}: {.text}' } }"));
        Map<String, Object> unsaid = new HashMap<>();
        unsaid.put("from", null);
        unsaid.put("text", "");
        unsaid.put("tool", "search");
        Mapping.Mapped mapped =
                mapped(chat, Fields.of("messages", Arrays.asList(Map.of("from", "Ann", "text", "Hi"), unsaid, null)));

        assertThat(mapped.record().all(EpisodicNode.class))
                .extracting(EpisodicNode::content)
                .containsExactly("Ann: Hi");
        assertThat(mapped.notes()).contains(Note.LINE_LEFT_OUT).hasSize(2);
    }

    @Test
    void anObjectIsNoList() {
        RecordMapper chat = Records.mapper(EPISODE.formatted("{ lines: { each: mapping, line: '{.text}' } }"));
        Fields fields = Fields.of("mapping", Map.of("n1", Map.of("text", "Hi")));

        assertThat(chat.map(Records.record("c", "1", fields)))
                .isInstanceOfSatisfying(Mapping.Rejected.class, rejected -> {
                    assertThat(rejected.reason()).isEqualTo("not-a-list");
                    assertThat(rejected.message())
                            .isEqualTo("each: mapping is an object with 1 key and not a list;"
                                    + " write mapping.* for the values of its keys");
                });
    }

    @Test
    void anEntityThatNoEpisodeMentionsIsCounted() {
        String products = "products: { group: g, entity: { name: name } }";
        String time = "time: { if-missing: run-start }";
        String order =
                "orders: { group: g, %s, episode: { %s }, related: { product: { collection: %s, id: product } } }";

        assertThat(productNotes(products)).containsExactly(Note.ENTITY_WITHOUT_EPISODE);
        assertThat(productNotes("products: { group: g, %s, episode: {}, entity: { name: name } }".formatted(time)))
                .doesNotContain(Note.ENTITY_WITHOUT_EPISODE);
        assertThat(productNotes(products + ", " + order.formatted(time, "", "products")))
                .isEmpty();
        assertThat(productNotes(products + ", " + order.formatted(time, "", "'{kind}'")))
                .isEmpty();
        assertThat(productNotes(products + ", " + order.formatted(time, "", "others")))
                .containsExactly(Note.ENTITY_WITHOUT_EPISODE);
        assertThat(productNotes("'*': { group: g, entity: { name: name } }, " + order.formatted(time, "", "products")))
                .isEmpty();
    }

    @Test
    void anAnchorIsAnEpisodeThatMentionsTheEntity() {
        MappedRecord mapped = mapped(
                        Records.mapper("mapping: { '*': { group: g, time: { if-missing: run-start },"
                                + " entity: { name: name, anchor: true } } }"),
                        Fields.of("name", "Anvil", "price", 12L))
                .record();

        assertThat(mapped.all(EpisodicNode.class)).singleElement().satisfies(episode -> {
            assertThat(episode.name()).isEqualTo("Anvil");
            assertThat(episode.content()).isEqualTo("{\"name\":\"Anvil\",\"price\":12}");
        });
        assertThat(mapped.all(StructuralEdge.class))
                .singleElement()
                .extracting(StructuralEdge::targetNodeUuid)
                .isEqualTo(mapped.all(EntityNode.class).get(0).uuid());
        assertThatThrownBy(() -> Records.mapper("mapping: { '*': { group: g, entity: { name: n, anchor: true } } }"))
                .hasMessageContaining("entity.anchor creates an episode, which needs a time");
    }

    private static List<Note> productNotes(String mapping) {
        RecordMapper mapper = Records.mapper("mapping: { %s }".formatted(mapping));
        return ((Mapping.Mapped) mapper.map(Records.record("products", "1", Fields.of("name", "x"))))
                .notes().stream()
                        .filter(note -> !note.equals(Note.TIME_FROM_RUN_START))
                        .toList();
    }

    @Test
    void aDryRunSaysTheStartOfTheRun() {
        RecordMapper mapper =
                Records.mapper("mapping: { '*': { group: g, time: { if-missing: run-start }, episode: {} } }");

        assertThat(mapper.explain(Records.record("c", "1", Fields.of("a", 1L))))
                .contains("    valid_at: the start of the run\n");
    }

    private static Mapping.Mapped labeled(Object label) {
        RecordMapper mapper = Records.mapper("mapping: { '*': { group: g,"
                + " entity: { name: name, label: '{type}', attributes: { drop: [type] } } } }");
        return mapped(mapper, Fields.of("name", "x", "type", label));
    }

    private static Mapping.Mapped mapped(RecordMapper mapper, Fields fields) {
        return (Mapping.Mapped) mapper.map(Records.record("c", "1", fields));
    }
}
