package dev.graphiti.migrator.graph.write;

import static dev.graphiti.migrator.testing.Elements.GROUP;
import static dev.graphiti.migrator.testing.Elements.RUN_START;
import static dev.graphiti.migrator.testing.Elements.SPRING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.EpisodeSource;
import dev.graphiti.migrator.model.EpisodicNode;
import dev.graphiti.migrator.model.SagaNode;
import dev.graphiti.migrator.testing.Elements;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ElementRowTest {
    private static final OffsetDateTime CREATED = RUN_START.atOffset(ZoneOffset.UTC);
    private static final OffsetDateTime SPRING_TIME = SPRING.atOffset(ZoneOffset.UTC);

    @Test
    void anEpisodeHasGraphitisNineProperties() {
        EpisodicNode episode = new EpisodicNode(
                "e-1",
                GROUP,
                "Chat",
                EpisodeSource.FACT_TRIPLE,
                "support",
                "ada: hi",
                List.of("f-1"),
                RUN_START,
                SPRING);

        ElementRow row = ElementRow.of(episode);

        assertThat(row.properties())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "uuid",
                        "e-1",
                        "group_id",
                        GROUP,
                        "name",
                        "Chat",
                        "source",
                        "fact_triple",
                        "source_description",
                        "support",
                        "content",
                        "ada: hi",
                        "entity_edges",
                        List.of("f-1"),
                        "created_at",
                        CREATED,
                        "valid_at",
                        SPRING_TIME));
        assertThat(row.labels()).isEmpty();
        assertThat(row.embedding()).isNull();
        assertThat(row.sourceUuid()).isNull();
    }

    @ParameterizedTest
    @EnumSource(EpisodeSource.class)
    void theSourceOfAnEpisodeIsOneThatGraphitiReads(EpisodeSource source) {
        assertThat(source.graphName()).isIn("message", "json", "text", "fact_triple");
    }

    @Test
    void anEntityHasItsAttributesBesideGraphitisPropertiesAndItsLabelsTwice() {
        ElementRow row = ElementRow.of(Elements.entity("n-1"));

        assertThat(row.properties())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "uuid",
                        "n-1",
                        "group_id",
                        GROUP,
                        "name",
                        "Ada n-1",
                        "summary",
                        "Knows engines.",
                        "labels",
                        List.of("Entity", "Person", "Engineer"),
                        "created_at",
                        CREATED,
                        "age",
                        36L,
                        "height",
                        1.75,
                        "alive",
                        false,
                        "languages",
                        List.of("en", "fr")));
        assertThat(row.labels()).containsExactly("Person", "Engineer");
        assertThat(row.embedding()).isEqualTo(Elements.vector("n-1"));
    }

    @Test
    void anAttributeNeverReplacesAPropertyOfGraphiti() {
        EntityNode entity = new EntityNode(
                "n-1",
                GROUP,
                "Ada",
                "",
                List.of(),
                Elements.properties("{\"uuid\":\"x\",\"name\":\"x\",\"summary\":\"x\",\"created_at\":\"x\","
                        + "\"group_id\":\"x\",\"labels\":[\"x\"],\"mood\":\"x\"}"),
                RUN_START,
                null);

        assertThat(ElementRow.of(entity).properties())
                .isEqualTo(Map.of(
                        "uuid",
                        "n-1",
                        "group_id",
                        GROUP,
                        "name",
                        "Ada",
                        "summary",
                        "",
                        "labels",
                        List.of("Entity"),
                        "created_at",
                        CREATED,
                        "mood",
                        "x"));
    }

    @Test
    void anAttributeNeverTakesThePlaceOfTheVector() {
        EntityNode entity = new EntityNode(
                "n-1",
                GROUP,
                "Ada",
                "",
                List.of(),
                Elements.properties("{\"name_embedding\":[1.0,2.0]}"),
                RUN_START,
                null);

        assertThat(ElementRow.of(entity).properties()).doesNotContainKey("name_embedding");
    }

    @Test
    void anAbsentTimeOfAFactIsAnAbsentProperty() {
        EntityEdge fact = new EntityEdge(
                "f-1",
                GROUP,
                "a",
                "b",
                "KNOWS",
                "a knows b",
                List.of(),
                Elements.properties("{\"valid_at\":\"never\",\"fact_embedding\":[1.0],\"source_node_uuid\":\"x\"}"),
                RUN_START,
                null,
                null,
                null,
                null,
                null);

        assertThat(ElementRow.of(fact).properties())
                .isEqualTo(Map.of(
                        "uuid",
                        "f-1",
                        "group_id",
                        GROUP,
                        "source_node_uuid",
                        "a",
                        "target_node_uuid",
                        "b",
                        "name",
                        "KNOWS",
                        "fact",
                        "a knows b",
                        "episodes",
                        List.of(),
                        "created_at",
                        CREATED));
    }

    @Test
    void aFactHasItsEndsAndItsFourTimes() {
        Instant autumn = Instant.parse("2024-09-22T12:44:00Z");
        EntityEdge fact = new EntityEdge(
                "f-1",
                GROUP,
                "a",
                "b",
                "KNOWS",
                "a knows b",
                List.of("e-1", "e-2"),
                Elements.properties("{\"since\":\"2019\"}"),
                RUN_START,
                SPRING,
                autumn,
                RUN_START,
                SPRING,
                Elements.vector("f-1"));

        ElementRow row = ElementRow.of(fact);

        assertThat(row.properties())
                .containsEntry("episodes", List.of("e-1", "e-2"))
                .containsEntry("valid_at", SPRING_TIME)
                .containsEntry("invalid_at", autumn.atOffset(ZoneOffset.UTC))
                .containsEntry("expired_at", CREATED)
                .containsEntry("reference_time", SPRING_TIME)
                .containsEntry("since", "2019")
                .hasSize(13);
        assertThat(row.sourceUuid()).isEqualTo("a");
        assertThat(row.targetUuid()).isEqualTo("b");
        assertThat(row.embedding()).isEqualTo(Elements.vector("f-1"));
    }

    @Test
    void aCommunityHasNoAttributes() {
        ElementRow row = ElementRow.of(Elements.community("c-1"));

        assertThat(row.properties())
                .isEqualTo(Map.of(
                        "uuid",
                        "c-1",
                        "group_id",
                        GROUP,
                        "name",
                        "Engineers c-1",
                        "summary",
                        "They build.",
                        "created_at",
                        CREATED));
        assertThat(row.embedding()).isEqualTo(Elements.vector("c-1"));
    }

    @Test
    void aSagaHasOnlyTheTimesAndEpisodesThatItKnows() {
        ElementRow full =
                ElementRow.of(new SagaNode("s", GROUP, "Spring", "It blooms.", "e", "f", SPRING, SPRING, RUN_START));
        ElementRow bare = ElementRow.of(new SagaNode("s", GROUP, "Spring", "", null, null, null, null, RUN_START));

        assertThat(full.properties())
                .isEqualTo(Map.of(
                        "uuid",
                        "s",
                        "group_id",
                        GROUP,
                        "name",
                        "Spring",
                        "summary",
                        "It blooms.",
                        "first_episode_uuid",
                        "e",
                        "last_episode_uuid",
                        "f",
                        "last_summarized_at",
                        SPRING_TIME,
                        "last_summarized_episode_valid_at",
                        SPRING_TIME,
                        "created_at",
                        CREATED));
        assertThat(bare.properties()).containsOnlyKeys("uuid", "group_id", "name", "summary", "created_at");
    }

    @ParameterizedTest
    @EnumSource(
            value = ElementKind.class,
            names = {"MENTIONS", "HAS_MEMBER", "HAS_EPISODE", "NEXT_EPISODE"})
    void aStructuralEdgeHasThreeProperties(ElementKind kind) {
        ElementRow row = ElementRow.of(Elements.edge(kind, "x", "a", "b"));

        assertThat(row.kind()).isEqualTo(kind);
        assertThat(row.properties()).isEqualTo(Map.of("uuid", "x", "group_id", GROUP, "created_at", CREATED));
        assertThat(row.sourceUuid()).isEqualTo("a");
        assertThat(row.targetUuid()).isEqualTo("b");
    }
}
