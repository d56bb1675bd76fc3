package dev.graphiti.migrator.mapping.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graphiti.migrator.mapping.FieldTrees;
import dev.graphiti.migrator.mapping.Mapping;
import dev.graphiti.migrator.mapping.Records;
import dev.graphiti.migrator.mapping.config.Attribute;
import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.EpisodicNode;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.PropertyMap;
import dev.graphiti.migrator.model.StructuralEdge;
import dev.graphiti.migrator.source.fields.Fields;
import dev.graphiti.migrator.testing.Elements;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RecordMapperPropertyTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Speaks of all fields that {@link FieldTrees} makes. */
    private static final RecordMapper MAPPER = Records.mapper("""
            mapping:
              lenient:
                group: "{group|'none'}"
                id: "{id|'same'}"
                time: { field: time, formats: [iso, epoch-auto], if-missing: run-start, if-unreadable: run-start }
                episode: { chunk: off }
                entity: { name: "{name|'unnamed'}", label: "{labels}", summary: title }
                related:
                  tag: { each: tags, name: ., label: Tag, attributes: { only: [".*"] } }
                  other: { collection: strict, id: a }
                  b: { name: b, label: "{a}" }
                facts:
                  - { name: TAGGED, to: tag, fact: "{from.name} {fact} {to.name}", attributes: { only: ["*", ".*"] } }
                  - { name: "{a}", to: other, valid-at: time, if-unreadable: none }
                  - { name: BOTH, from: b, to: tag, invalid-at: created_at, if-unreadable: none }
              strict:
                group: "{group}"
                id: id
                time: { field: time }
                skip: [{ rule: draft, field: name, equals: draft }, { rule: number, field: a, matches: "[0-9]+" }]
                episode: { name: title, content: fact, mentions: [tag] }
                entity: { name: name, vector: vector }
                related:
                  tag: { each: tags, id: .id, name: .name }
            """);

    @Property(tries = 200)
    void neverFails(@ForAll("fields") Fields fields) {
        assertThat(MAPPER.map(Records.record("lenient", "1", fields))).isInstanceOf(Mapping.Mapped.class);
        assertThat(MAPPER.map(Records.record("strict", "1", fields))).isNotNull();
        assertThat(MAPPER.explain(Records.record("lenient", "1", fields))).contains("becomes");
        assertThat(MAPPER.explain(Records.record("strict", "1", fields))).isNotBlank();
    }

    @Property(tries = 200)
    void isFunctionOfContent(@ForAll("fields") Fields fields) {
        MappedRecord first = mapped(fields);
        MappedRecord second = mapped(new Fields(FieldTrees.reversed(fields.root())));

        assertThat(second.contentHash()).isEqualTo(first.contentHash());
        assertThat(second.all(EntityNode.class)).isEqualTo(first.all(EntityNode.class));
        assertThat(second.all(EntityEdge.class)).isEqualTo(first.all(EntityEdge.class));
        assertThat(second.all(StructuralEdge.class)).isEqualTo(first.all(StructuralEdge.class));
    }

    @Property(tries = 200)
    void elementsHoldTogether(@ForAll("fields") Fields fields) {
        MappedRecord record = mapped(fields);
        Set<String> known =
                record.all(EntityNode.class).stream().map(EntityNode::uuid).collect(Collectors.toSet());

        assertThat(record.elements().stream().map(GraphElement::uuid)).doesNotHaveDuplicates();
        assertThat(record.elements().stream().map(GraphElement::groupId)).containsOnly(record.groupId());
        assertThat(record.all(EpisodicNode.class).get(0).entityEdges())
                .isEqualTo(record.all(EntityEdge.class).stream()
                        .map(EntityEdge::uuid)
                        .toList());
        assertThat(record.all(EntityEdge.class))
                .allSatisfy(fact -> assertThat(known).contains(fact.sourceNodeUuid()));
        assertThat(record.all(StructuralEdge.class))
                .extracting("targetNodeUuid")
                .doesNotHaveDuplicates()
                .containsAll(known);
    }

    @Property(tries = 200)
    void attributesAreWhatNeo4jTakes(@ForAll("fields") Fields fields) throws JsonProcessingException {
        MappedRecord record = mapped(fields);

        for (EntityNode entity : record.all(EntityNode.class)) {
            check(entity.attributes(), Attribute.RESERVED_OF_ENTITIES);
        }
        for (EntityEdge fact : record.all(EntityEdge.class)) {
            check(fact.attributes(), Attribute.RESERVED_OF_FACTS);
        }
    }

    private static void check(PropertyMap attributes, Set<String> reserved) throws JsonProcessingException {
        JSON.readTree(Elements.json(attributes)).properties().forEach(field -> {
            assertThat(reserved).doesNotContain(field.getKey());
            assertThat(field.getKey()).isNotEmpty().isEqualTo(Attribute.key(field.getKey()));
            Set<Object> kinds = new HashSet<>();
            if (field.getValue().isArray()) {
                field.getValue().forEach(item -> kinds.add(kind(item)));
            } else {
                kinds.add(kind(field.getValue()));
            }
            assertThat(kinds).hasSize(1).doesNotContain("other");
        });
    }

    private static String kind(JsonNode value) {
        if (value.isTextual()) {
            return "text";
        }
        if (value.isBoolean()) {
            return "boolean";
        }
        if (value.isIntegralNumber()) {
            return "whole number";
        }
        return value.isNumber() ? "number" : "other";
    }

    private MappedRecord mapped(Fields fields) {
        return Records.mapped(MAPPER, Records.record("lenient", "1", fields));
    }

    @Provide
    Arbitrary<Fields> fields() {
        // An object is no list, which RecordNotesTest shows.
        return FieldTrees.any().filter(fields -> !(fields.root().get("tags") instanceof Map));
    }

    /** Keys with dots beside objects of these names, and keys that become one name. */
    @Property(tries = 200)
    void eachFieldIsAnAttributeOfItsOwn(@ForAll("dotted") Map<String, Object> root) throws JsonProcessingException {
        RecordMapper mapper = Records.mapper("mapping: { '*': { group: g, entity: { name: '{none|\"x\"}' } } }");
        String json = Elements.json(Records.mapped(mapper, Records.record("c", "1", new Fields(root)))
                .all(EntityNode.class)
                .get(0)
                .attributes());

        assertThat(JSON.readTree(json).size()).isEqualTo(leaves(root));
    }

    private static int leaves(Object value) {
        return value instanceof Map<?, ?> map
                ? map.values().stream()
                        .mapToInt(RecordMapperPropertyTest::leaves)
                        .sum()
                : 1;
    }

    @Provide
    Arbitrary<Map<String, Object>> dotted() {
        return dotted(2);
    }

    private static Arbitrary<Map<String, Object>> dotted(int depth) {
        Arbitrary<String> names = Arbitraries.of("a", "b", "a.b", "a_b", "a b", "a\\.b", "b.a", "", ".", "uuid", "@a");
        Arbitrary<Object> texts = Arbitraries.of("x", "y").map(text -> text);
        Arbitrary<Object> values =
                depth == 0 ? texts : Arbitraries.oneOf(texts, dotted(depth - 1).map(map -> map));
        return Arbitraries.maps(names, values).ofMaxSize(6);
    }
}
