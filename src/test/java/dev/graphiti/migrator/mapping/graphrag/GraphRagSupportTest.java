package dev.graphiti.migrator.mapping.graphrag;

import static dev.graphiti.migrator.mapping.graphrag.MappedOutput.output;
import static dev.graphiti.migrator.mapping.graphrag.MappedOutput.rules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.mapping.graphrag.GraphRagRules.Dangling;
import dev.graphiti.migrator.mapping.path.Note;
import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.model.EpisodicNode;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.testing.Elements;
import dev.graphiti.migrator.testing.graphrag.GraphRagOutput;
import dev.graphiti.migrator.testing.graphrag.TableFile;
import dev.graphiti.migrator.testing.graphrag.Version;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What episodes and facts say of each other, and what becomes of odd columns. */
class GraphRagSupportTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void episodesAndFactsNameOnlyWhatIsMade(Version version) {
        GraphRagOutput output = output(version);
        Map<String, @Nullable Object> relationship =
                output.table("relationships").rows().get(0);
        relationship.put("target", relationship.get("source"));
        output.table("relationships").rows().get(1).put("text_unit_ids", List.of("stale"));
        Map<String, @Nullable Object> claim = output.table("covariates").rows().get(0);
        claim.put("type", "NONE");
        claim.put("description", null);
        output.table("covariates").rows().get(1).put("text_unit_id", "stale");

        MappedOutput result = map(output);

        Set<String> facts = uuids(result, EntityEdge.class);
        Set<String> episodes = uuids(result, EpisodicNode.class);
        assertThat(result.all(EpisodicNode.class))
                .allSatisfy(episode -> assertThat(facts).containsAll(episode.entityEdges()));
        assertThat(result.all(EntityEdge.class))
                .allSatisfy(fact -> assertThat(episodes).containsAll(fact.episodes()));
        assertThat(result.notes.get(Note.SUPPORT_LEFT_OUT)).isGreaterThanOrEqualTo(2);
    }

    /** A relationship of an entity with itself is a fact like any other: its text units name it, and it names them. */
    @ParameterizedTest
    @EnumSource
    void aFactOfOneEntityIsSupportedByItsTextUnits(Version version) {
        GraphRagOutput output = output(version);
        Long leftOut = map(output).notes.get(Note.SUPPORT_LEFT_OUT);
        Map<String, @Nullable Object> relationship =
                output.table("relationships").rows().get(0);
        relationship.put("target", relationship.get("source"));
        relationship.put("description", "It looks after itself.");

        MappedOutput result = map(output);

        EntityEdge fact = result.fact(relationship.get("source") + ": It looks after itself.");
        assertThat(fact.sourceNodeUuid()).isEqualTo(fact.targetNodeUuid());
        assertThat(fact.episodes()).isNotEmpty();
        assertThat(result.all(EpisodicNode.class))
                .filteredOn(episode -> fact.episodes().contains(episode.uuid()))
                .hasSameSizeAs(fact.episodes())
                .allSatisfy(episode -> assertThat(episode.entityEdges()).contains(fact.uuid()));
        assertThat(result.notes).containsEntry(Note.SUPPORT_LEFT_OUT, leftOut);
        assertThat(result.letters).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            [;";, ;]
            [;"; ;]
            [;';, ;]
            [;'; ;]
            ``;``;,;``
            """)
    void listsThatAreTextsAreRead(String open, String quote, String between, String close) {
        GraphRagOutput output = output(Version.V2_7);
        MappedOutput plain = map(output);
        for (String table : List.of("entities", "relationships", "text_units", "documents", "communities")) {
            for (String column : List.copyOf(output.table(table).rows().get(0).keySet())) {
                if (column.endsWith("_ids")) {
                    TableFile asText = output.table(table).column(column, TableFile.Kind.TEXT);
                    asText.rows()
                            .forEach(row -> row.computeIfPresent(
                                    column,
                                    (name, list) -> ((List<?>) list)
                                            .stream()
                                                    .map(item -> quote + item + quote)
                                                    .collect(Collectors.joining(between, open, close))));
                }
            }
        }

        MappedOutput result = map(output);

        assertThat(result.reasons()).isEqualTo(plain.reasons());
        assertThat(result.graph.values()).hasSameElementsAs(plain.graph.values());
    }

    @Test
    void aListThatCannotBeReadIsADeadLetterThatNamesTheColumn() {
        GraphRagOutput output = output(Version.V2_7);
        TableFile entities = output.table("entities").column("text_unit_ids", TableFile.Kind.TEXT);
        entities.rows().forEach(row -> row.put("text_unit_ids", "['a' ... 'b']"));

        MappedOutput result = map(output);

        assertThat(result.letters)
                .anySatisfy(letter -> assertThat(letter.message())
                        .isEqualTo("the column text_unit_ids does not contain a list of ids but '['a' ... 'b']'; write"
                                + " it as a list"));
    }

    @Test
    void attributesAreCutWhereThoseOfAMappingAreAndCounted() {
        GraphRagOutput output = output(Version.V2_7);
        output.table("covariates").rows().get(1).put("source_text", "s".repeat(7_999));
        output.table("covariates").rows().get(2).put("source_text", "t".repeat(8_001));

        MappedOutput result = map(output);

        assertThat(result.notes).containsEntry(Note.ATTRIBUTE_CUT, 1L);
        assertThat(result.all(EntityEdge.class).stream().map(fact -> Elements.json(fact.attributes())))
                .anyMatch(json -> json.contains("\"" + "s".repeat(7_999) + "\""))
                .anyMatch(json -> json.contains("\"" + "t".repeat(8_000) + "\""));
    }

    private static Set<String> uuids(MappedOutput result, Class<? extends GraphElement> type) {
        return result.all(type).stream().map(GraphElement::uuid).collect(Collectors.toSet());
    }

    private MappedOutput map(GraphRagOutput output) {
        return MappedOutput.of(output.write(folder.resolve("saltmere")), rules(Dangling.STUB_ENTITY, "run-start"));
    }
}
