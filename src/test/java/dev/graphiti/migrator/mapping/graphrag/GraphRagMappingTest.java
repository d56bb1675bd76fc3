package dev.graphiti.migrator.mapping.graphrag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.graphiti.migrator.mapping.Mapping;
import dev.graphiti.migrator.mapping.Note;
import dev.graphiti.migrator.mapping.graphrag.GraphRagRules.Dangling;
import dev.graphiti.migrator.model.CommunityNode;
import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.EpisodicNode;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.StructuralEdge;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.graphrag.CommunitySummary;
import dev.graphiti.migrator.source.graphrag.DanglingPolicy;
import dev.graphiti.migrator.source.graphrag.GivenEmbeddings;
import dev.graphiti.migrator.source.graphrag.GraphRagSourceOptions;
import dev.graphiti.migrator.source.graphrag.GraphRagTimeOptions;
import dev.graphiti.migrator.testing.Answers;
import dev.graphiti.migrator.testing.graphrag.GraphRagOutput;
import dev.graphiti.migrator.testing.graphrag.Version;
import dev.graphiti.migrator.testing.graphrag.World;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GraphRagMappingTest {
    private static final Instant RUN_START = Instant.parse("2026-01-02T03:04:05Z");
    private static final World WORLD = World.saltmere();

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void everyVersionBecomesTheSameGraph(Version version) {
        Result result = map(output(version), Dangling.STUB_ENTITY);

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
        Result result = map(output(version), Dangling.STUB_ENTITY);

        assertThat(result.made.stream().filter(each -> !each.kind().isNode()).map(GraphElement::uuid))
                .doesNotHaveDuplicates();
    }

    @Test
    void theHierarchyIsMembershipOfCommunities() {
        Result result = map(output(Version.V0_9), Dangling.DEAD_LETTER);

        assertThat(result.edgeNames(ElementKind.HAS_MEMBER))
                .contains("The Harbor of Saltmere and Its Night of Storm > The Ferry in the Storm")
                .contains("The Ferry in the Storm > GREY HERON");
    }

    @Test
    void documentsAndTextUnitsMentionTheirEntities() {
        Result result = map(output(Version.V3_1), Dangling.DEAD_LETTER);

        assertThat(result.edgeNames(ElementKind.MENTIONS))
                .contains("harbor-log.txt > EDDA MARCH", "inquiry.txt > EDDA MARCH")
                .contains("inquiry.txt, text unit 6 > EDDA MARCH")
                .doesNotContain("council-minutes.txt > EDDA MARCH");
    }

    @Test
    void textUnitsHaveTheTimeOfTheirDocument() {
        Result result = map(output(Version.V3_1), Dangling.DEAD_LETTER);

        assertThat(result.all(EpisodicNode.class))
                .filteredOn(episode -> episode.name().startsWith("inquiry.txt"))
                .hasSize(4)
                .allSatisfy(episode -> assertThat(episode.validAt()).isEqualTo("2025-03-06T00:02:11Z"));
    }

    @Test
    void withoutATimeThePolicyDecides() {
        GraphRagOutput output = output(Version.V1_2);

        assertThat(map(output, rules(Dangling.DEAD_LETTER, "fail-record")).reasons())
                .contains("documents no-time", "text_units no-time");
        Result stamped = map(output, rules(Dangling.DEAD_LETTER, "run-start"));
        assertThat(stamped.notes).containsEntry(Note.TIME_FROM_RUN_START, 12L);
        assertThat(stamped.all(EpisodicNode.class))
                .allSatisfy(episode -> assertThat(episode.validAt()).isEqualTo(RUN_START));
    }

    @Test
    void whatNamesNoEntityIsSetAside() {
        Result result = map(output(Version.V3_1), Dangling.DEAD_LETTER);

        assertThat(result.reasons())
                .containsExactlyInAnyOrder(
                        "relationships dangling-end", "relationships dangling-end", "covariates dangling-end");
        assertThat(result.letters)
                .anySatisfy(letter -> assertThat(letter.message())
                        .isEqualTo("target is 'PILOT ASSOCIATION', which is the title of no entity; add the entity, or"
                                + " set source.dangling to stub-entity"));
        assertThat(result.loose()).isEmpty();
    }

    @Test
    void aStubIsSeenAndCounted() {
        Result result = map(output(Version.V3_1), Dangling.STUB_ENTITY);

        assertThat(result.entity("PILOT ASSOCIATION").labels()).containsExactly("Stub");
        assertThat(result.notes).containsEntry(Note.STUB_END, 3L);
        assertThat(result.all(EntityNode.class).stream()
                        .filter(entity -> entity.name().equals("PILOT ASSOCIATION"))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void typesBecomeLabelsThatGraphitiCanRead() {
        GraphRagRules rules =
                new GraphRagRules(Dangling.DEAD_LETTER, Map.of("GEO", "Place"), "summary", time("fail-record"));

        Result result = map(output(Version.V3_1), rules);

        assertThat(result.entity("INES VARGA").labels()).containsExactly("PERSON");
        assertThat(result.entity("SALTMERE").labels()).containsExactly("Place");
        assertThat(result.entity("GREY HERON").labels()).containsExactly("OceanGoingVessel");
        assertThat(result.entity("OLD QUAY").labels()).isEmpty();
    }

    @Test
    void whatIsToldNowhereElseBecomesAttributes() {
        Result result = map(output(Version.V3_1), Dangling.DEAD_LETTER);

        assertThat(result.entity("STORM OF CANDLEMAS").attributes().json())
                .isEqualTo(
                        "{\"degree\":2,\"frequency\":1,\"graphrag_id\":\"%s\",\"human_readable_id\":13,\"type\":\"EVENT\"}"
                                .formatted(id("entity STORM OF CANDLEMAS")));
        assertThat(result.fact("Edda March commands the Grey Heron.")
                        .attributes()
                        .json())
                .contains("\"weight\":9.0", "\"combined_degree\":7");
    }

    @Test
    void aFactNamesBothItsEnds() {
        Result result = map(output(Version.V3_1), Dangling.STUB_ENTITY);

        assertThat(result.all(EntityEdge.class).stream().map(EntityEdge::fact))
                .contains("STORM OF CANDLEMAS and FOG SIGNAL: It silenced the signal in the night.")
                .contains("TOBIAS TIDEWRIGHT is related to LANTERN WORKS");
        assertThat(result.fact("Edda March commands the Grey Heron.").episodes())
                .containsExactly(result.episode("harbor-log.txt, text unit 0").uuid());
    }

    @Test
    void anEpisodeNamesTheFactsItSupports() {
        Result result = map(output(Version.V2_7), Dangling.STUB_ENTITY);

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
        Result result = map(output(Version.V3_1), Dangling.DEAD_LETTER);

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
        Result result = map(output(Version.V3_1), Dangling.DEAD_LETTER);

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
    void aCommunityWithoutAReportKeepsItsTitleAndAReportWithoutACommunityBecomesOne() {
        GraphRagOutput output = output(Version.V2_7);
        output.table("community_reports").rows().get(3).put("community", 77);

        Result result = map(output, Dangling.DEAD_LETTER);

        assertThat(result.names(CommunityNode.class))
                .contains("Community 3", "The Ferry in the Storm")
                .hasSize(5);
        assertThat(result.skips).containsEntry("community_reports report-in-its-community", 3L);
    }

    @Test
    void aMemberThatIsNoEntityLosesOnlyItsEdge() {
        GraphRagOutput output = output(Version.V2_7);
        output.table("communities").rows().get(3).put("entity_ids", List.of("nobody", id("entity EDDA MARCH")));

        Result result = map(output, Dangling.DEAD_LETTER);

        assertThat(result.loose())
                .hasSize(1)
                .allSatisfy(edge -> assertThat(edge).startsWith("HAS_MEMBER"));
        assertThat(result.edgeNames(ElementKind.HAS_MEMBER)).contains("The Ferry in the Storm > EDDA MARCH");
    }

    @Test
    void equalRowsAreEqualRecords() {
        Result result = map(output(Version.V0_3), Dangling.STUB_ENTITY);

        assertThat(result.contentHashes("relationships")).hasSize(17);
    }

    @Test
    void twoEntitiesOfOneTitleAreOneIdWithTwoContents() {
        GraphRagOutput output = output(Version.V2_7);
        output.table("entities").rows().get(1).put("title", "INES VARGA");

        Result result = map(output, Dangling.STUB_ENTITY);

        assertThat(result.records.stream()
                        .filter(record -> record.record().origin().id().equals("INES VARGA"))
                        .map(record -> record.record().contentHash())
                        .distinct())
                .hasSize(2);
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

        Result result = map(output, Dangling.DEAD_LETTER);

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
    void rowsThatCannotBeMappedAreDeadLettersWithASentence() {
        GraphRagOutput output = output(Version.V2_7);
        output.table("entities").rows().get(0).put("title", " ");
        output.table("relationships").rows().get(1).put("id", null);
        output.table("relationships").rows().get(2).put("target", null);
        output.table("relationships").rows().get(3).put("target", "STORM OF CANDLEMAS");
        output.table("covariates").rows().get(0).put("subject_id", "NONE");
        output.table("documents").rows().get(0).put("creation_date", "yesterday");

        Result result = map(output, Dangling.STUB_ENTITY);

        assertThat(result.reasons())
                .contains(
                        "entities no-name",
                        "relationships no-id",
                        "relationships no-end",
                        "covariates no-end",
                        "documents unreadable-time");
        assertThat(result.skips).containsEntry("relationships self-loop", 1L);
        assertThat(result.letters).allSatisfy(letter -> assertThat(letter.raw()).doesNotContain("@"));
    }

    @Test
    void readsWhatRealVersionsWrote() {
        Path fixtures = Path.of("../shared/fixtures/graphrag");
        assumeTrue(fixtures.toFile().isDirectory());

        Result result = map(source(fixtures), rules(Dangling.STUB_ENTITY, "run-start"));

        assertThat(result.letters).isEmpty();
        assertThat(result.loose()).isEmpty();
        assertThat(result.count(ElementKind.COMMUNITY)).isEqualTo(40 + 72 + 25 + 10);
        assertThat(result.count(ElementKind.EPISODIC)).isEqualTo(43 + 40 + 43 + 6);
        assertThat(result.made.stream().map(GraphElement::groupId).distinct()).hasSize(4);
    }

    private static GraphRagOutput output(Version version) {
        return GraphRagOutput.of(WORLD, version);
    }

    private static String id(String what) {
        return UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static EpisodeTime time(String ifMissing) {
        return new EpisodeTime("creation_date", List.of("iso"), "UTC", ifMissing, "fail-record");
    }

    private static GraphRagRules rules(Dangling dangling, String ifMissing) {
        return new GraphRagRules(dangling, Map.of(), "summary", time(ifMissing));
    }

    private Result map(GraphRagOutput output, Dangling dangling) {
        return map(output, rules(dangling, "run-start"));
    }

    private Result map(GraphRagOutput output, GraphRagRules rules) {
        return map(source(output.write(folder.resolve("saltmere"))), rules);
    }

    private static RecordSource source(Path path) {
        return new GraphRagSourceOptions(
                        path.toString(),
                        "{folder}",
                        DanglingPolicy.DEAD_LETTER,
                        new GraphRagTimeOptions("creation_date", List.of("iso"), "UTC", "run-start", "run-start"),
                        Map.of(),
                        CommunitySummary.SUMMARY,
                        GivenEmbeddings.KEEP,
                        "some-model")
                .source();
    }

    private static Result map(RecordSource source, GraphRagRules rules) {
        Result result = new Result();
        var records = Answers.read(source);
        var mappings = Answers.map(records, new GraphRagMapping(rules, RUN_START));
        for (int i = 0; i < records.size(); i++) {
            result.add(records.get(i).origin().collection(), mappings.get(i));
        }
        return result;
    }

    /** All that became of an output. */
    private static final class Result {
        private final List<Mapping.Mapped> records = new ArrayList<>();
        private final List<GraphElement> made = new ArrayList<>();
        private final Map<String, GraphElement> graph = new LinkedHashMap<>();
        private final List<DeadLetter> letters = new ArrayList<>();
        private final Map<Note, Long> notes = new HashMap<>();
        private final Map<String, Long> skips = new HashMap<>();

        void add(String collection, Mapping mapping) {
            if (mapping instanceof Mapping.Mapped mapped) {
                records.add(mapped);
                mapped.notes().forEach(note -> notes.merge(note, 1L, Long::sum));
                // What stands in several rows is merged later.
                boolean isNew = records.stream()
                        .filter(other -> other.record().origin().collection().equals(collection))
                        .filter(other ->
                                other.record().groupId().equals(mapped.record().groupId()))
                        .noneMatch(other -> other != mapped
                                && other.record()
                                        .origin()
                                        .id()
                                        .equals(mapped.record().origin().id()));
                mapped.record().elements().forEach(element -> {
                    graph.putIfAbsent(element.uuid(), element);
                    if (isNew) {
                        made.add(element);
                    }
                });
            } else if (mapping instanceof Mapping.Skipped skipped) {
                skips.merge(collection + " " + skipped.rule(), 1L, Long::sum);
            } else if (mapping instanceof Mapping.Rejected rejected) {
                letters.add(rejected.deadLetter());
            }
        }

        List<String> reasons() {
            return letters.stream()
                    .map(letter -> letter.origin().collection() + " " + letter.reason())
                    .toList();
        }

        long count(ElementKind kind) {
            return graph.values().stream().filter(each -> each.kind() == kind).count();
        }

        <E extends GraphElement> List<E> all(Class<E> type) {
            return graph.values().stream()
                    .filter(type::isInstance)
                    .map(type::cast)
                    .toList();
        }

        Set<String> names(Class<? extends GraphElement> type) {
            return all(type).stream().map(this::name).collect(Collectors.toCollection(TreeSet::new));
        }

        EntityNode entity(String name) {
            return only(
                    all(EntityNode.class).stream().filter(each -> each.name().equals(name)));
        }

        EpisodicNode episode(String name) {
            return only(
                    all(EpisodicNode.class).stream().filter(each -> each.name().equals(name)));
        }

        CommunityNode community(String name) {
            return only(
                    all(CommunityNode.class).stream().filter(each -> each.name().equals(name)));
        }

        EntityEdge fact(String fact) {
            return only(
                    all(EntityEdge.class).stream().filter(each -> each.fact().equals(fact)));
        }

        private static <E> E only(Stream<E> found) {
            return found.findFirst().orElseThrow();
        }

        Set<String> contentHashes(String collection) {
            return records.stream()
                    .filter(each -> each.record().origin().collection().equals(collection))
                    .map(each -> each.record().origin().id() + each.record().contentHash())
                    .collect(Collectors.toSet());
        }

        List<String> edgeNames(ElementKind kind) {
            return all(StructuralEdge.class).stream()
                    .filter(edge -> edge.kind() == kind)
                    .filter(edge -> graph.containsKey(edge.targetNodeUuid()))
                    .map(edge -> name(edge.sourceNodeUuid()) + " > " + name(edge.targetNodeUuid()))
                    .toList();
        }

        private String name(String uuid) {
            GraphElement element = graph.get(uuid);
            return element == null ? "nothing" : name(element);
        }

        private String name(GraphElement element) {
            if (element instanceof EntityNode entity) {
                return entity.name();
            }
            if (element instanceof CommunityNode community) {
                return community.name();
            }
            return element instanceof EpisodicNode episode ? episode.name() : element.uuid();
        }

        /** Edges one of whose ends nothing makes. */
        List<String> loose() {
            return Stream.concat(
                            all(StructuralEdge.class).stream()
                                    .filter(edge -> isLoose(edge.sourceNodeUuid(), edge.targetNodeUuid()))
                                    .map(edge -> edge.kind() + " " + name(edge.sourceNodeUuid())),
                            all(EntityEdge.class).stream()
                                    .filter(edge -> isLoose(edge.sourceNodeUuid(), edge.targetNodeUuid()))
                                    .map(EntityEdge::fact))
                    .toList();
        }

        private boolean isLoose(String source, String target) {
            return !graph.containsKey(source) || !graph.containsKey(target);
        }
    }
}
