package dev.graphiti.migrator.graph.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.graph.schema.SchemaCatalog.Entry;
import dev.graphiti.migrator.graph.schema.SchemaCatalog.ObjectType;
import dev.graphiti.migrator.graph.schema.SchemaPlan.Existing;
import dev.graphiti.migrator.graph.schema.SchemaPlan.Step;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.text.Digests;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaPlanTest {
    @Test
    void anEmptyDatabaseGetsNineConstraintsEighteenIndexesAndFourFullTextIndexes() {
        SchemaPlan plan = SchemaPlan.of(List.of());

        assertThat(plan.steps()).hasSize(31);
        assertThat(plan.steps())
                .filteredOn(step -> step.what().startsWith("create constraint"))
                .hasSize(9);
        assertThat(plan.steps())
                .filteredOn(step -> step.what().startsWith("create index"))
                .hasSize(18);
        assertThat(plan.steps())
                .filteredOn(step -> step.what().startsWith("create full-text index"))
                .hasSize(4);
        assertThat(plan.isEmpty()).isFalse();
    }

    /** Batches MERGE on uuid, so the constraints are there before anything else. */
    @Test
    void constraintsComeFirst() {
        assertThat(SchemaPlan.of(List.of()).steps().subList(0, 9))
                .allMatch(step -> step.what().startsWith("create constraint"));
    }

    @Test
    void theCypherOfEachSortOfStep() {
        List<Step> steps = SchemaPlan.of(List.of()).steps();

        assertThat(steps)
                .contains(
                        new Step(
                                "entity_uuid",
                                "",
                                "create constraint entity_uuid on Entity(uuid)",
                                List.of("CREATE CONSTRAINT entity_uuid IF NOT EXISTS FOR (x:Entity)"
                                        + " REQUIRE x.uuid IS UNIQUE"),
                                List.of("DROP CONSTRAINT entity_uuid IF EXISTS")),
                        new Step(
                                "mention_uuid",
                                "",
                                "create constraint mention_uuid on MENTIONS(uuid)",
                                List.of("CREATE CONSTRAINT mention_uuid IF NOT EXISTS FOR ()-[x:MENTIONS]-()"
                                        + " REQUIRE x.uuid IS UNIQUE"),
                                List.of("DROP CONSTRAINT mention_uuid IF EXISTS")),
                        new Step(
                                "valid_at_edge_index",
                                "",
                                "create index valid_at_edge_index on RELATES_TO(valid_at)",
                                List.of("CREATE INDEX valid_at_edge_index IF NOT EXISTS FOR ()-[x:RELATES_TO]-()"
                                        + " ON (x.valid_at)"),
                                List.of("DROP INDEX valid_at_edge_index IF EXISTS")),
                        new Step(
                                "node_name_and_summary",
                                "",
                                "create full-text index node_name_and_summary on Entity(name, summary, group_id)",
                                List.of("CREATE FULLTEXT INDEX node_name_and_summary IF NOT EXISTS FOR (x:Entity)"
                                        + " ON EACH [x.name, x.summary, x.group_id]"),
                                List.of("DROP INDEX node_name_and_summary IF EXISTS")));
    }

    @Test
    void graphitisOwnUuidIndexesAreReplacedByConstraintsAndAllOthersStay() {
        SchemaPlan plan = SchemaPlan.of(graphitis());

        assertThat(plan.steps()).hasSize(9);
        assertThat(plan.steps().get(0))
                .isEqualTo(new Step(
                        "entity_uuid",
                        "entity_uuid",
                        "replace index entity_uuid on Entity(uuid) by a uniqueness constraint",
                        List.of(
                                "DROP INDEX `entity_uuid`",
                                "CREATE CONSTRAINT entity_uuid IF NOT EXISTS FOR (x:Entity) REQUIRE x.uuid IS UNIQUE"),
                        List.of(
                                "DROP CONSTRAINT entity_uuid IF EXISTS",
                                "CREATE INDEX entity_uuid IF NOT EXISTS FOR (x:Entity) ON (x.uuid)")));
    }

    @Test
    void nothingIsPlannedWhereEverythingIsThere() {
        assertThat(SchemaPlan.of(complete()).isEmpty()).isTrue();
    }

    @Test
    void aConstraintOrRangeIndexUnderAnotherNameWillDo() {
        List<Existing> renamed = new ArrayList<>();
        for (Existing index : complete()) {
            renamed.add(
                    index.type().equals("FULLTEXT")
                            ? index
                            : new Existing(
                                    "my_" + index.name(), "RANGE", index.unique(), index.on(), index.properties()));
        }

        assertThat(SchemaPlan.of(renamed).isEmpty()).isTrue();
    }

    @Test
    void aPlainIndexUnderAHostileNameIsQuotedAndComesBackUnderIt() {
        Step step =
                SchemaPlan.of(List.of(new Existing("a`b", "RANGE", false, List.of("Saga"), List.of("uuid"))))
                        .steps()
                        .stream()
                        .filter(each -> each.what().startsWith("replace"))
                        .findFirst()
                        .orElseThrow();

        assertThat(step.up().get(0)).isEqualTo("DROP INDEX `a``b`");
        assertThat(step.down().get(1)).isEqualTo("CREATE INDEX `a``b` IF NOT EXISTS FOR (x:Saga) ON (x.uuid)");
    }

    /** Another way to compute it would make all steps that were ever applied those of another version. */
    @Test
    void theChecksumOfAStepNeverChanges() {
        Step step = new Step("thing", "old", "create thing", List.of("UP 1", "UP 2"), List.of("DOWN"));

        assertThat(step.checksum()).isEqualTo(Digests.sha256("2;5:thing3:old2;4:UP 14:UP 21;4:DOWN"));
        assertThat(new Step("thing", "old", "in other words", step.up(), step.down()).checksum())
                .as("what it is called does not count")
                .isEqualTo(step.checksum());
        assertThat(List.of(
                        new Step("other", "old", "", step.up(), step.down()),
                        new Step("thing", "", "", step.up(), step.down()),
                        new Step("thing", "old", "", List.of("UP 1"), step.down()),
                        new Step("thing", "old", "", List.of("UP 1UP 2"), step.down()),
                        new Step("thing", "old", "", List.of("UP 1"), List.of("UP 2", "DOWN"))))
                .extracting(Step::checksum)
                .doesNotContain(step.checksum())
                .doesNotHaveDuplicates();
    }

    @Test
    void aStepIsTheSameWhenItIsMadeFromItsNames() {
        for (List<Existing> existing : List.of(List.<Existing>of(), graphitis())) {
            assertThat(SchemaPlan.of(existing).steps())
                    .allSatisfy(step -> assertThat(SchemaPlan.step(step.object(), step.replaced()))
                            .contains(step));
        }
        assertThat(SchemaPlan.step("unknown", "")).isEmpty();
    }

    @Test
    void anIndexOfAnotherTypeOrOnMoreCoversNothing() {
        assertThat(SchemaPlan.of(List.of(
                                new Existing("t", "TEXT", false, List.of("Entity"), List.of("name")),
                                new Existing("c", "RANGE", false, List.of("Entity"), List.of("group_id", "name"))))
                        .steps())
                .hasSize(31);
    }

    /** With IF NOT EXISTS, Neo4j would do nothing at all and say nothing. */
    @Test
    void aNameThatSomethingElseHasIsAnErrorThatSaysWhatToDo() {
        assertThatThrownBy(() -> SchemaPlan.of(
                        List.of(new Existing("entity_uuid", "RANGE", false, List.of("Person"), List.of("id")))))
                .isInstanceOf(MigratorException.class)
                .hasMessage(
                        "The target has an index 'entity_uuid' on Person(id), but Graphiti's indexes of this name are"
                                + " on Entity(uuid); drop or rename it.");
    }

    @Test
    void aFullTextIndexOfTheRightNameOnOtherPropertiesIsAnError() {
        assertThatThrownBy(() -> SchemaPlan.of(List.of(
                        new Existing("episode_content", "FULLTEXT", false, List.of("Episodic"), List.of("content")))))
                .isInstanceOf(MigratorException.class)
                .hasMessageStartingWith("The target has an index 'episode_content' on Episodic(content), ");
    }

    private static List<Existing> graphitis() {
        return SchemaCatalog.entries().stream()
                .map(entry -> existing(entry, false))
                .toList();
    }

    private static List<Existing> complete() {
        return SchemaCatalog.entries().stream()
                .map(entry -> existing(entry, entry.type() == ObjectType.UNIQUE))
                .toList();
    }

    private static Existing existing(Entry entry, boolean unique) {
        return new Existing(
                entry.name(),
                entry.type() == ObjectType.FULLTEXT ? "FULLTEXT" : "RANGE",
                unique,
                List.of(entry.on()),
                entry.properties());
    }
}
