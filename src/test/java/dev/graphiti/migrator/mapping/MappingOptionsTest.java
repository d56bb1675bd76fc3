package dev.graphiti.migrator.mapping;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.model.MigratorException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can never be right is refused before a record is read. */
class MappingOptionsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "{}#group is missing; name one, for instance group: support, or group: \"{@collection}\"",
                "{ group: ' ' }#group is blank; Graphiti's searches need a named group",
                "{ group: g }#the record is not mapped to anything: add episode, entity or related, or skip all"
                        + " with skip: [{ rule: not-wanted }]",
                "{ group: g, episode: {} }#episode needs a time: add time: { field: ... },"
                        + " or time: { if-missing: run-start } if the records have none",
                "{ group: 'a{', entity: { name: n } }#'a{' has a { without its }; write {{ for a brace",
                "{ group: g, entity: { name: n, label: 3D } }#the label '3D' cannot be a type in Graphiti;"
                        + " use letters, digits and _, but not Entity, Episodic, Community or Saga",
                "{ group: g, related: { this: { name: n } } }#related.this: `this` is the record's own entity;"
                        + " give the related one another name",
                "{ group: g, related: { a: {} } }#the related entity has no name;"
                        + " add one, or collection and id to point to another record",
                "{ group: g, related: { a: { collection: c } } }#the related entity points to another collection"
                        + " but not to a record of it; add id",
                "{ group: g, related: { a: { collection: c, id: i, label: L } } }#the related entity is another"
                        + " record's, which alone gives it label, summary, vector and attributes; remove them here",
                "{ group: g, related: { a: { name: .x } } }#the path '.x' refers to the item of a list, but there"
                        + " is no list here; remove the first dot",
                "{ group: g, related: { a: { name: n } }, facts: [{ name: F, to: a }] }#the fact F refers to"
                        + " `this`, but there is no entity",
                "{ group: g, entity: { name: n }, related: { a: { name: n } }, facts: [{ name: F, to: b }] }#the fact F"
                        + " speaks of 'b', which is not among related: a",
                "{ group: g, related: { a: { each: x, name: . }, b: { each: y, name: . } },"
                        + " facts: [{ name: F, from: a, to: b }] }#the fact F runs between two lists, x and y, and"
                        + " would join each item with every other; start it at a single entity",
                "{ group: g, entity: { name: n }, related: { a: { name: n } }, facts: [{ name: F, to: a, fact: .x }] }"
                        + "#the fact F: the path '.x' refers to the item of a list, but there is no list here; remove the first dot",
                "{ group: g, time: { if-missing: now }, episode: {} }#if-missing is 'now'; use fail-record, run-start"
                        + " or a time such as 2020-01-01T00:00:00Z",
                "{ group: g, time: { if-missing: none }, episode: {} }#if-missing is 'none'; use fail-record,"
                        + " run-start or a time such as 2020-01-01T00:00:00Z",
                "{ group: g, time: {}, episode: { content: a, lines: { each: b, line: c } } }#the episode has both"
                        + " content and lines; keep one of them",
                "{ group: g, time: {}, episode: { source: message } }#the episode is message but has neither content"
                        + " nor lines; add one of them",
                "{ group: g, time: {}, episode: { mentions: [a] } }#episode.mentions speaks of 'a',"
                        + " which is not among related: ",
                "{ skip: [{ rule: r, field: f }] }#the rule 'r' needs a field with one of equals, in, matches, missing"
                        + " and blank, or nothing at all to skip every record",
                "{ skip: [{ rule: r, field: f, matches: '(' }] }#the rule 'r' has no valid regular expression:"
                        + " Unclosed group",
                "{ group: g, entity: { name: n, attributes: { rename: { a: uuid } } } }#rename: a cannot become 'uuid',"
                        + " which is reserved by Graphiti",
                "{ group: g, entity: { name: n, attributes: { rename: { a: b c } } } }#rename: a cannot become 'b c';"
                        + " use letters, digits and _ only",
                "{ group: g, entity: { name: n, attributes: { max-length: 0 } } }#must be 1 to 1000000, not '0'",
                "{ group: g, related: { a: { each: x, name: ., attributes: { only: [.] } } } }#the attribute path '.'"
                        + " names no field; write .* for all of the item",
            })
    void refuses(String section, String message) {
        assertThatThrownBy(() -> MappingYaml.read("mapping:\n  c: " + section))
                .isInstanceOf(MigratorException.class)
                .hasMessageContaining(message.strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value =
                    "{ group: g, related: { a: { collection: d, id: i } } }#mapping.c.related.a points to the records of"
                            + " 'd', which become no entity; add mapping.d.entity")
    void refusesReferenceToWhatIsNoEntity(String section, String message) {
        assertThatThrownBy(() -> Records.mapper("mapping:\n  d: { skip: [{ rule: all }] }\n  c: " + section))
                .hasMessage(message);
    }
}
