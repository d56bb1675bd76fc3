package dev.graphiti.migrator.mapping.graphrag;

import static dev.graphiti.migrator.mapping.graphrag.MappedOutput.RUN_START;
import static dev.graphiti.migrator.mapping.graphrag.MappedOutput.WORLD;
import static dev.graphiti.migrator.mapping.graphrag.MappedOutput.id;
import static dev.graphiti.migrator.mapping.graphrag.MappedOutput.output;
import static dev.graphiti.migrator.mapping.graphrag.MappedOutput.rules;
import static dev.graphiti.migrator.mapping.graphrag.MappedOutput.time;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.graphiti.migrator.mapping.graphrag.GraphRagRules.Dangling;
import dev.graphiti.migrator.model.CommunityNode;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.EpisodicNode;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.testing.Elements;
import dev.graphiti.migrator.testing.graphrag.GraphRagOutput;
import dev.graphiti.migrator.testing.graphrag.Version;
import dev.graphiti.migrator.testing.graphrag.World;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GraphRagMappingTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void everyVersionBecomesTheSameGraph(Version version) {
        MappedOutput result = map(output(version), Dangling.STUB_ENTITY);

        assertThat(result.letters).isEmpty();
        assertThat(result.names(EntityNode.class))
                .contains("INES VARGA", "OLD QUAY", "PILOT ASSOCIATION", "LANTERN WORKS", "RESCUE")
                .hasSize(14 + 2 + 4);
        assertThat(result.count(ElementKind.RELATES_TO)).isEqualTo(17 + 6);
        assertThat(result.names(CommunityNode.class))
                .containsExactlyInAnyOrderElementsOf(
                        WORLD.communities().stream().map(World.Community::title).toList());
        assertThat(result.count(ElementKind.HAS_MEMBER)).isEqualTo(8 + 6 + 3 + 5 + 2);
        int documents = version == Version.V0_3 ? 0 : 3;
        assertThat(result.count(ElementKind.EPISODIC)).isEqualTo(9 + documents);
        assertThat(result.loose()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void noTwoRecordsMakeTheSameEdge(Version version) {
        MappedOutput result = map(output(version), Dangling.STUB_ENTITY);

        assertThat(result.made.stream().filter(each -> !each.kind().isNode()).map(GraphElement::uuid))
                .doesNotHaveDuplicates();
    }

    @Test
    void theHierarchyIsMembershipOfCommunities() {
        MappedOutput result = map(output(Version.V0_9), Dangling.DEAD_LETTER);

        assertThat(result.edgeNames(ElementKind.HAS_MEMBER))
                .contains("The Harbor of Saltmere and Its Night of Storm > The Ferry in the Storm")
                .contains("The Ferry in the Storm > GREY HERON");
    }

    @Test
    void documentsAndTextUnitsMentionTheirEntities() {
        MappedOutput result = map(output(Version.V3_1), Dangling.DEAD_LETTER);

        assertThat(result.edgeNames(ElementKind.MENTIONS))
                .contains("harbor-log.txt > EDDA MARCH", "inquiry.txt > EDDA MARCH")
                .contains("inquiry.txt, text unit 6 > EDDA MARCH")
                .doesNotContain("council-minutes.txt > EDDA MARCH");
    }

    @Test
    void textUnitsHaveTheTimeOfTheirDocument() {
        MappedOutput result = map(output(Version.V3_1), Dangling.DEAD_LETTER);

        assertThat(result.all(EpisodicNode.class))
                .filteredOn(episode -> episode.name().startsWith("inquiry.txt"))
                .hasSize(4)
                .allSatisfy(episode -> assertThat(episode.validAt()).isEqualTo("2025-03-06T00:02:11Z"));
    }

    @Test
    void typesBecomeLabelsThatGraphitiCanRead() {
        GraphRagRules rules =
                new GraphRagRules(Dangling.DEAD_LETTER, Map.of("GEO", "Place"), "summary", time("fail-record"));

        MappedOutput result = map(output(Version.V3_1), rules);

        assertThat(result.entity("INES VARGA").labels()).containsExactly("PERSON");
        assertThat(result.entity("SALTMERE").labels()).containsExactly("Place");
        assertThat(result.entity("GREY HERON").labels()).containsExactly("OceanGoingVessel");
        assertThat(result.entity("OLD QUAY").labels()).isEmpty();
    }

    @Test
    void whatIsToldNowhereElseBecomesAttributes() {
        MappedOutput result = map(output(Version.V3_1), Dangling.DEAD_LETTER);

        assertThat(Elements.json(result.entity("STORM OF CANDLEMAS").attributes()))
                .isEqualTo(
                        "{\"degree\":2,\"frequency\":1,\"graphrag_id\":\"%s\",\"human_readable_id\":13,\"type\":\"EVENT\"}"
                                .formatted(id("entity STORM OF CANDLEMAS")));
        assertThat(Elements.json(
                        result.fact("Edda March commands the Grey Heron.").attributes()))
                .contains("\"weight\":9.0", "\"combined_degree\":7");
    }

    @Test
    void aFactNamesBothItsEnds() {
        MappedOutput result = map(output(Version.V3_1), Dangling.STUB_ENTITY);

        assertThat(result.all(EntityEdge.class).stream().map(EntityEdge::fact))
                .contains("STORM OF CANDLEMAS and FOG SIGNAL: It silenced the signal in the night.")
                .contains("TOBIAS TIDEWRIGHT is related to LANTERN WORKS");
        assertThat(result.fact("Edda March commands the Grey Heron.").episodes())
                .containsExactly(result.episode("harbor-log.txt, text unit 0").uuid());
    }

    @Test
    void anEpisodeNamesTheFactsItSupports() {
        MappedOutput result = map(output(Version.V2_7), Dangling.STUB_ENTITY);

        EpisodicNode episode = result.episode("inquiry.txt, text unit 7");
        assertThat(episode.entityEdges())
                .containsExactlyInAnyOrder(
                        result.fact("The Inquiry Commission clears Oskar Lindqvist.")
                                .uuid(),
                        result.fact("Found false: Oskar Lindqvist hid the letter of the shipyard.")
                                .uuid());
    }

    @Test
    void claimsHoldFromTheirStartToTheirEnd() {
        MappedOutput result = map(output(Version.V3_1), Dangling.DEAD_LETTER);

        EntityEdge loan = result.fact("The Harbor Council borrowed nine thousand crowns.");
        assertThat(loan.validAt()).isEqualTo("1911-03-02T00:00:00Z");
        assertThat(loan.invalidAt()).isEqualTo("1921-03-02T00:00:00Z");
        assertThat(loan.expiredAt()).isEqualTo(RUN_START);
        assertThat(loan.name()).isEqualTo("HARBOR LOAN");
        EntityEdge rescue = result.fact("Edda March saved six men of the pilot cutter.");
        assertThat(rescue.validAt()).isEqualTo("1911-02-03T00:00:00Z");
        assertThat(rescue.invalidAt()).isNull();
        assertThat(result.entity("RESCUE").labels()).containsExactly("ClaimType");
    }

    @Test
    void aClaimTellsWhatIsKnownOfIt() {
        MappedOutput result = map(output(Version.V3_1), Dangling.DEAD_LETTER);

        assertThat(result.all(EntityEdge.class).stream().map(EntityEdge::fact))
                .contains("Suspected: Tobias Tidewright warned Oskar Lindqvist of cracks in the breakwater.")
                .contains("Found false: Oskar Lindqvist hid the letter of the shipyard.")
                .contains("FOG SIGNAL: Nobody had tested the signal since the autumn.");
        assertThat(result.skips).containsEntry("covariates empty-claim", 1L);
    }

    @Test
    void theSummaryOfACommunityIsThatOfItsReport() {
        GraphRagRules full = new GraphRagRules(Dangling.DEAD_LETTER, Map.of(), "full_content", time("fail-record"));

        CommunityNode community = map(output(Version.V3_1), full).community("The Ferry in the Storm");

        assertThat(community.summary()).startsWith("# The Ferry in the Storm\n\nEdda March and the Grey Heron");
        assertThat(map(output(Version.V3_1), Dangling.DEAD_LETTER)
                        .community("The Ferry in the Storm")
                        .summary())
                .startsWith("Edda March and the Grey Heron");
    }

    @Test
    void vectorsOfTheSameTextAreKept() {
        Map<String, List<Double>> titles = new LinkedHashMap<>();
        titles.put(id("entity INES VARGA"), List.of(0.5, 0.25));
        titles.put("nobody", List.of(0.5, 0.5));
        Map<String, List<Double>> descriptions = new LinkedHashMap<>();
        descriptions.put(id("relationship EDDA MARCHGREY HERON"), List.of(1.0, 2.0));
        descriptions.put(id("relationship STORM OF CANDLEMASFOG SIGNAL"), List.of(3.0, 4.0));
        GraphRagOutput output = output(Version.V2_7)
                .withVectors("entity.title", titles)
                .withVectors("relationship.description", descriptions);

        MappedOutput result = map(output, Dangling.DEAD_LETTER);

        assertThat(result.entity("INES VARGA").nameEmbedding()).isNotNull();
        assertThat(result.entity("EDDA MARCH").nameEmbedding()).isNull();
        assertThat(result.fact("Edda March commands the Grey Heron.").factEmbedding())
                .isNotNull();
        // Its fact is not the description alone, so the vector is another text's.
        assertThat(result.fact("STORM OF CANDLEMAS and FOG SIGNAL: It silenced the signal in the night.")
                        .factEmbedding())
                .isNull();
        assertThat(result.reasons()).contains("entity_vectors dangling-vector");
        assertThat(result.skips).containsEntry("entity_vectors vector-in-its-entity", 1L);
    }

    @Test
    void readsWhatRealVersionsWrote() {
        Path fixtures = Path.of("../shared/fixtures/graphrag");
        assumeTrue(fixtures.toFile().isDirectory());

        MappedOutput result = MappedOutput.of(fixtures, rules(Dangling.STUB_ENTITY, "run-start"));

        assertThat(result.letters).isEmpty();
        assertThat(result.loose()).isEmpty();
        assertThat(result.count(ElementKind.COMMUNITY)).isEqualTo(40 + 72 + 25 + 10);
        assertThat(result.count(ElementKind.EPISODIC)).isEqualTo(43 + 40 + 43 + 6);
        assertThat(result.made.stream().map(GraphElement::groupId).distinct()).hasSize(4);
    }

    private MappedOutput map(GraphRagOutput output, Dangling dangling) {
        return map(output, rules(dangling, "run-start"));
    }

    private MappedOutput map(GraphRagOutput output, GraphRagRules rules) {
        return MappedOutput.of(output.write(folder.resolve("saltmere")), rules);
    }
}
