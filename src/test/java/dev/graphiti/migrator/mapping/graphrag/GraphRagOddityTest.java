package dev.graphiti.migrator.mapping.graphrag;

import static dev.graphiti.migrator.mapping.graphrag.MappedOutput.RUN_START;
import static dev.graphiti.migrator.mapping.graphrag.MappedOutput.id;
import static dev.graphiti.migrator.mapping.graphrag.MappedOutput.output;
import static dev.graphiti.migrator.mapping.graphrag.MappedOutput.rules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.mapping.graphrag.GraphRagRules.Dangling;
import dev.graphiti.migrator.mapping.path.Note;
import dev.graphiti.migrator.model.CommunityNode;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.EpisodicNode;
import dev.graphiti.migrator.testing.graphrag.GraphRagOutput;
import dev.graphiti.migrator.testing.graphrag.Version;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What does not fit together, or is not there. */
class GraphRagOddityTest {
    @TempDir
    Path folder;

    @Test
    void withoutATimeThePolicyDecides() {
        GraphRagOutput output = output(Version.V1_2);

        assertThat(map(output, rules(Dangling.DEAD_LETTER, "fail-record")).reasons())
                .contains("documents no-time", "text_units no-time");
        MappedOutput stamped = map(output, rules(Dangling.DEAD_LETTER, "run-start"));
        assertThat(stamped.notes).containsEntry(Note.TIME_FROM_RUN_START, 12L);
        assertThat(stamped.all(EpisodicNode.class))
                .allSatisfy(episode -> assertThat(episode.validAt()).isEqualTo(RUN_START));
    }

    @Test
    void whatNamesNoEntityIsSetAside() {
        MappedOutput result = map(output(Version.V3_1), Dangling.DEAD_LETTER);

        assertThat(result.reasons())
                .containsExactlyInAnyOrder(
                        "relationships dangling-end", "relationships dangling-end", "covariates dangling-end");
        assertThat(result.letters)
                .anySatisfy(letter -> assertThat(letter.message())
                        .isEqualTo(
                                "target is 'PILOT ASSOCIATION', which is not the title of an entity; add the entity, or"
                                        + " set source.dangling to stub-entity"));
        assertThat(result.loose()).isEmpty();
    }

    @Test
    void aStubIsSeenAndCounted() {
        MappedOutput result = map(output(Version.V3_1), Dangling.STUB_ENTITY);

        assertThat(result.entity("PILOT ASSOCIATION").labels()).containsExactly("Stub");
        assertThat(result.notes).containsEntry(Note.STUB_END, 3L);
        assertThat(result.all(EntityNode.class).stream()
                        .filter(entity -> entity.name().equals("PILOT ASSOCIATION"))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void aCommunityWithoutAReportKeepsItsTitleAndAReportWithoutACommunityBecomesOne() {
        GraphRagOutput output = output(Version.V2_7);
        output.table("community_reports").rows().get(3).put("community", 77);

        MappedOutput result = map(output, Dangling.DEAD_LETTER);

        assertThat(result.names(CommunityNode.class))
                .contains("Community 3", "The Ferry in the Storm")
                .hasSize(5);
        assertThat(result.skips).containsEntry("community_reports report-in-its-community", 3L);
    }

    @Test
    void aMemberThatIsNoEntityLosesOnlyItsEdge() {
        GraphRagOutput output = output(Version.V2_7);
        output.table("communities").rows().get(3).put("entity_ids", List.of("nobody", id("entity EDDA MARCH")));

        MappedOutput result = map(output, Dangling.DEAD_LETTER);

        assertThat(result.loose())
                .hasSize(1)
                .allSatisfy(edge -> assertThat(edge).startsWith("HAS_MEMBER"));
        assertThat(result.edgeNames(ElementKind.HAS_MEMBER)).contains("The Ferry in the Storm > EDDA MARCH");
    }

    @Test
    void equalRowsAreEqualRecords() {
        MappedOutput result = map(output(Version.V0_3), Dangling.STUB_ENTITY);

        assertThat(result.contentHashes("relationships")).hasSize(17);
    }

    @Test
    void twoEntitiesOfOneTitleAreOneIdWithTwoContents() {
        GraphRagOutput output = output(Version.V2_7);
        output.table("entities").rows().get(1).put("title", "INES VARGA");

        MappedOutput result = map(output, Dangling.STUB_ENTITY);

        assertThat(result.records.stream()
                        .filter(record -> record.record().origin().id().equals("INES VARGA"))
                        .map(record -> record.record().contentHash())
                        .distinct())
                .hasSize(2);
    }

    @Test
    void rowsThatCannotBeMappedAreDeadLettersWithASentence() {
        GraphRagOutput output = output(Version.V2_7);
        output.table("entities").rows().get(0).put("title", " ");
        output.table("relationships").rows().get(1).put("id", null);
        output.table("relationships").rows().get(2).put("target", null);
        output.table("relationships").rows().get(3).put("target", "STORM OF CANDLEMAS");
        output.table("covariates").rows().get(0).put("subject_id", "NONE");
        output.table("documents").rows().get(0).put("creation_date", "yesterday");

        MappedOutput result = map(output, Dangling.STUB_ENTITY);

        assertThat(result.reasons())
                .contains(
                        "entities no-name",
                        "relationships no-id",
                        "relationships no-end",
                        "covariates no-end",
                        "documents unreadable-time");
        assertThat(result.skips).doesNotContainKey("relationships self-loop");
    }

    private MappedOutput map(GraphRagOutput output, Dangling dangling) {
        return map(output, rules(dangling, "run-start"));
    }

    private MappedOutput map(GraphRagOutput output, GraphRagRules rules) {
        return MappedOutput.of(output.write(folder.resolve("saltmere")), rules);
    }
}
