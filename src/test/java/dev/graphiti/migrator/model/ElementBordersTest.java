package dev.graphiti.migrator.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no element can be, because Graphiti or Neo4j would fail on it. */
class ElementBordersTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Instant YEAR_ZERO = Instant.parse("0000-12-31T23:59:59Z");
    private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Acme", "a-b", "a.b", "a b", "ä", "a\n"})
    void aGroupIdIsLowerCaseLettersDigitsAndUnderscores(String groupId) {
        refused(
                () -> entity("n", groupId, "Ada", List.of(), NOW),
                "Entity n: group_id '" + groupId + "' is not of the form [a-z0-9_]+");
        refused(
                () -> new EpisodicNode("e", groupId, "", EpisodeSource.TEXT, "", "", List.of(), NOW, NOW),
                "Episodic e: group_id '" + groupId + "' is not of the form [a-z0-9_]+");
        refused(
                () -> new StructuralEdge(ElementKind.MENTIONS, "m", groupId, "a", "b", NOW),
                "MENTIONS m: group_id '" + groupId + "' is not of the form [a-z0-9_]+");
    }

    @Test
    void everyElementHasAUuid() {
        refused(() -> entity(" ", "g", "Ada", List.of(), NOW), "Entity has no uuid");
        refused(() -> community("", "c"), "Community has no uuid");
        refused(() -> saga("", "s", null), "Saga has no uuid");
        refused(() -> fact("", "KNOWS", "a knows b", null), "RELATES_TO has no uuid");
    }

    @Test
    void whatIsFoundByNameHasOne() {
        refused(() -> entity("n", "g", " ", List.of(), NOW), "Entity n has no name");
        refused(() -> community("c", ""), "Community c has no name");
        refused(() -> saga("s", "", null), "Saga s has no name");
        refused(() -> fact("f", "", "a knows b", null), "RELATES_TO f has no name");
        refused(() -> fact("f", "KNOWS", " ", null), "RELATES_TO f has no fact");
    }

    @Test
    void anEpisodeMayBeNamelessAndEmpty() {
        assertThatCode(() -> new EpisodicNode("e", "g", "", EpisodeSource.TEXT, "", "", List.of(), NOW, NOW))
                .doesNotThrowAnyException();
    }

    @Test
    void aNameIsMeasuredInBytes() {
        assertThatCode(() -> entity("n", "g", "x".repeat(8_000), List.of(), NOW))
                .doesNotThrowAnyException();
        assertThatCode(() -> entity("n", "g", "😀".repeat(2_000), List.of(), NOW))
                .doesNotThrowAnyException();
        String message = "Entity n: name is longer than 8000 bytes, which Neo4j cannot index";
        refused(() -> entity("n", "g", "x".repeat(8_001), List.of(), NOW), message);
        refused(() -> entity("n", "g", "😀".repeat(2_001), List.of(), NOW), message);
        refused(() -> entity("n", "g", "€".repeat(2_667), List.of(), NOW), message);
        refused(
                () -> fact("f", "x".repeat(8_001), "a knows b", null),
                "RELATES_TO f: name is longer than 8000 bytes, which Neo4j cannot index");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "My Label",
                "3D",
                "Größe",
                "A-B",
                "Entity",
                "Episodic",
                "Community",
                "Saga",
                "Entity_acme",
                "MigrationSchema",
                "MigrationVectorSpace",
                "A\n"
            })
    void aLabelThatBreaksGraphitiIsRefused(String label) {
        assertThat(EntityNode.isType(label)).isFalse();
        refused(
                () -> entity("n", "g", "Ada", List.of(label), NOW),
                "Entity n: '" + label + "' cannot be a type label in Graphiti");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Person", "_x", "a9", "Entities", "entity"})
    void aLabelThatGraphitiReadsIsTaken(String label) {
        assertThat(entity("n", "g", "Ada", List.of(label), NOW).labels()).containsExactly(label);
    }

    @Test
    void aTimeLiesInTheYearsOfPython() {
        refused(
                () -> entity("n", "g", "Ada", List.of(), YEAR_10000),
                "Entity n: created_at +10000-01-01T00:00:00Z is outside the years 1 to 9999");
        refused(
                () -> new EpisodicNode("e", "g", "", EpisodeSource.TEXT, "", "", List.of(), NOW, YEAR_ZERO),
                "Episodic e: valid_at 0000-12-31T23:59:59Z is outside the years 1 to 9999");
        refused(
                () -> saga("s", "s", YEAR_10000),
                "Saga s: last_summarized_at +10000-01-01T00:00:00Z is outside the years 1 to 9999");
        refused(
                () -> fact("f", "KNOWS", "a knows b", YEAR_ZERO),
                "RELATES_TO f: invalid_at 0000-12-31T23:59:59Z is outside the years 1 to 9999");
        assertThatCode(() -> entity("n", "g", "Ada", List.of(), Instant.parse("0001-01-01T00:00:00Z")))
                .doesNotThrowAnyException();
    }

    @Test
    void aFactThatHasEndedIsExpired() {
        EntityEdge fact = fact("f", "KNOWS", "a knows b", NOW.minusSeconds(60));

        assertThat(fact.expiredAt()).isEqualTo(fact.createdAt());
    }

    @Test
    void aFactThatHoldsIsNotExpired() {
        assertThat(fact("f", "KNOWS", "a knows b", null).expiredAt()).isNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = ElementKind.class,
            names = {"EPISODIC", "ENTITY", "COMMUNITY", "SAGA", "RELATES_TO"})
    void aStructuralEdgeIsNoNodeAndNoFact(ElementKind kind) {
        refused(
                () -> new StructuralEdge(kind, "x", "g", "a", "b", NOW),
                kind.graphName() + " is not a structural edge");
    }

    @Test
    void anEdgeHasTwoEnds() {
        refused(() -> new StructuralEdge(ElementKind.MENTIONS, "m", "g", " ", "b", NOW), "MENTIONS m lacks an end");
        refused(
                () -> new EntityEdge(
                        "f",
                        "g",
                        "a",
                        "",
                        "KNOWS",
                        "a knows",
                        List.of(),
                        PropertyMap.NONE,
                        NOW,
                        null,
                        null,
                        null,
                        null,
                        null),
                "RELATES_TO f lacks an end");
    }

    @Test
    void listsAreCopied() {
        List<String> labels = new ArrayList<>(List.of("Person"));
        EntityNode entity = entity("n", "g", "Ada", labels, NOW);
        labels.add("Engineer");

        assertThat(entity.labels()).containsExactly("Person");
    }

    @Test
    void theOnlyThingThatChangesIsTheVector() {
        Embedding vector = new Embedding(new float[] {1, 2});
        EntityNode entity = entity("n", "g", "Ada", List.of("Person"), NOW);
        EntityEdge fact = fact("f", "KNOWS", "a knows b", NOW);

        assertThat(entity.withVector(vector).nameEmbedding()).isEqualTo(vector);
        assertThat(entity.withVector(vector).withVector(null)).isEqualTo(entity);
        assertThat(fact.withVector(vector).withVector(null)).isEqualTo(fact);
        assertThat(community("c", "c").withVector(vector).withVector(null)).isEqualTo(community("c", "c"));
    }

    private static void refused(ThrowingCallable construction, String message) {
        assertThatThrownBy(construction)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static EntityNode entity(String uuid, String groupId, String name, List<String> labels, Instant createdAt) {
        return new EntityNode(uuid, groupId, name, "", labels, PropertyMap.NONE, createdAt, null);
    }

    private static CommunityNode community(String uuid, String name) {
        return new CommunityNode(uuid, "g", name, "", NOW, null);
    }

    private static SagaNode saga(String uuid, String name, @Nullable Instant lastSummarizedAt) {
        return new SagaNode(uuid, "g", name, "", null, null, lastSummarizedAt, null, NOW);
    }

    private static EntityEdge fact(String uuid, String name, String fact, @Nullable Instant invalidAt) {
        return new EntityEdge(
                uuid, "g", "a", "b", name, fact, List.of(), PropertyMap.NONE, NOW, null, invalidAt, null, null, null);
    }
}
