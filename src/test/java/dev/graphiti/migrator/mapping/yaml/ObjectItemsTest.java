package dev.graphiti.migrator.mapping.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.mapping.Mapping;
import dev.graphiti.migrator.mapping.Records;
import dev.graphiti.migrator.mapping.path.Note;
import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.EpisodicNode;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.source.fields.Fields;
import dev.graphiti.migrator.testing.Elements;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The values of an object as items with their keys. */
class ObjectItemsTest {
    @Test
    void theMessagesOfAChatExportAreLines() {
        Map<String, Object> nodes = new LinkedHashMap<>();
        nodes.put("n1", message("user", "Hi"));
        nodes.put("n0", Map.of());
        nodes.put("n2", message("assistant", "Hello"));
        MappedRecord chat = mapped(
                "time: { if-missing: run-start }, episode: { lines: { each: mapping.*,"
                        + " line: '{.message.author}: {.message.text}' } }",
                Fields.of("title", "t", "mapping", nodes));

        assertThat(chat.all(EpisodicNode.class))
                .singleElement()
                .satisfies(episode -> assertThat(episode.content()).isEqualTo("user: Hi\nassistant: Hello"));
    }

    @Test
    void theKeysOfPackagesAreNames() {
        Map<String, Object> packages = new LinkedHashMap<>();
        packages.put("left-pad", Map.of("version", "1.0"));
        packages.put("chalk", Map.of("version", "5.3"));
        MappedRecord lockFile = mapped(
                "entity: { name: name, attributes: { only: [name] } }, related: { package: { each: packages.*, name: '{.@key}',"
                        + " label: Package, attributes: { only: [.@key, .version] } } }, facts: [{ name: DEPENDS_ON, to: package,"
                        + " fact: '{from.name} needs {.@key} {.version}' }]",
                Fields.of("name", "app", "packages", packages));

        assertThat(lockFile.all(EntityNode.class))
                .extracting(EntityNode::name)
                .containsExactly("app", "left-pad", "chalk");
        assertThat(Elements.json(lockFile.all(EntityNode.class).get(1).attributes()))
                .isEqualTo("{\"key\":\"left-pad\",\"version\":\"1.0\"}");
        assertThat(lockFile.all(EntityEdge.class))
                .extracting(EntityEdge::fact)
                .containsExactly("app needs left-pad 1.0", "app needs chalk 5.3");
    }

    @Test
    void theRecordItselfIsAnObject() {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("Ann", 3L);
        record.put("Bob", 4L);
        MappedRecord scores = mapped("related: { person: { each: '*', name: .@key } }", new Fields(record));

        assertThat(scores.all(EntityNode.class)).extracting(EntityNode::name).containsExactly("Ann", "Bob");
    }

    @Test
    void theKeyOfAListIsThePosition() {
        MappedRecord turns = mapped(
                "time: { if-missing: run-start }, episode: { lines: { each: turns, line: '{.@key} {.}' } }",
                Fields.of("turns", List.of("Hi", "Yo")));

        assertThat(turns.all(EpisodicNode.class).get(0).content()).isEqualTo("0 Hi\n1 Yo");
    }

    @Test
    void aSingleValueHasNoValues() {
        Mapping mapping = Records.mapper(
                        "mapping: { '*': { group: g, related: { person: { each: people.*, name: .@key } } } }")
                .map(Records.record("c", "1", Fields.of("people", "Ann")));

        assertThat(mapping).isInstanceOfSatisfying(Mapping.Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo("not-a-list");
            assertThat(rejected.message())
                    .isEqualTo("each: people.* is \"Ann\" and has no values; name a path that leads to an object");
        });
    }

    @Test
    void aSingleValueInsteadOfAListIsCounted() {
        Mapping mapping = Records.mapper("mapping: { '*': { group: g, related: { tag: { each: tags, name: . } } } }")
                .map(Records.record("c", "1", Fields.of("tags", "iron")));

        assertThat(mapping)
                .isInstanceOfSatisfying(
                        Mapping.Mapped.class,
                        mapped -> assertThat(mapped.notes())
                                .extracting(Note::word)
                                .containsExactly("single-value tags"));
    }

    private static Map<String, Object> message(String author, String text) {
        return Map.of("message", Map.of("author", author, "text", text));
    }

    private static MappedRecord mapped(String mapping, Fields fields) {
        return Records.mapped(
                Records.mapper("mapping: { '*': { group: g, %s } }".formatted(mapping)),
                Records.record("c", "1", fields));
    }
}
