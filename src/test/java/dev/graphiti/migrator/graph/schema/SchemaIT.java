package dev.graphiti.migrator.graph.schema;

import static dev.graphiti.migrator.testing.Elements.RUN_START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.graph.GraphitiSchema;
import dev.graphiti.migrator.graph.Target;
import dev.graphiti.migrator.graph.schema.SchemaPlan.Step;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaIT {
    @RegisterExtension
    static final Neo4jServer NEO4J = Neo4jServer.shared();

    private final Target target = Target.open(NEO4J.options());
    private final Schema schema = new Schema(target);

    @BeforeEach
    void emptyDatabase() {
        NEO4J.clear();
    }

    /** What was undone, in its order. */
    private List<String> rollBack() {
        List<Schema.Undo> plan = schema.rollbackPlan();
        schema.rollBack(plan);
        return plan.stream().map(Schema.Undo::what).toList();
    }

    @AfterEach
    void close() {
        target.close();
    }

    @Test
    void anEmptyDatabaseGetsTheWholeSchemaAndGivesItBack() {
        SchemaPlan plan = schema.plan();

        schema.apply(plan, RUN_START);

        assertThat(indexes("RANGE")).isEqualTo(27);
        assertThat(indexes("FULLTEXT")).isEqualTo(4);
        assertThat(constraints()).isEqualTo(9);
        assertThat(NEO4J.query("SHOW INDEXES YIELD name, state WHERE state <> 'ONLINE'"))
                .isEmpty();
        assertThat(schema.plan().isEmpty()).isTrue();

        List<String> undone = rollBack();

        List<String> lastFirst =
                new ArrayList<>(plan.steps().stream().map(Step::what).toList());
        Collections.reverse(lastFirst);
        assertThat(undone).isEqualTo(lastFirst);
        assertThat(indexes("RANGE") + indexes("FULLTEXT") + constraints()).isZero();
        assertThat(rollBack()).isEmpty();
    }

    @Test
    void graphitisOwnDdlIsANoOpAfterOurs() {
        schema.apply(schema.plan(), RUN_START);
        List<Map<String, Object>> before = everything();

        GraphitiSchema.STATEMENTS.forEach(NEO4J::query);

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void whereGraphitiWasFirstOnlyConstraintsAreMadeAndRollBackGivesItsIndexesBack() {
        GraphitiSchema.STATEMENTS.forEach(NEO4J::query);
        NEO4J.query("CALL db.awaitIndexes(60)");
        List<Map<String, Object>> graphitis = everything();
        assertThat(graphitis).hasSize(31);

        SchemaPlan plan = schema.plan();
        schema.apply(plan, RUN_START);

        assertThat(plan.steps()).hasSize(9);
        assertThat(constraints()).isEqualTo(9);
        assertThat(indexes("RANGE")).isEqualTo(27);
        assertThat(schema.plan().isEmpty()).isTrue();

        assertThat(rollBack()).hasSize(9);

        assertThat(constraints()).isZero();
        assertThat(everything()).isEqualTo(graphitis);
    }

    @Test
    void constraintsWithoutARecordGiveWayToGraphitisIndexes() {
        GraphitiSchema.STATEMENTS.forEach(NEO4J::query);
        NEO4J.query("CALL db.awaitIndexes(60)");
        List<Map<String, Object>> graphitis = everything();
        schema.apply(schema.plan(), RUN_START);
        NEO4J.query("MATCH (n) DETACH DELETE n");

        List<Schema.Undo> plan = schema.rollbackPlan();

        assertThat(plan).hasSize(9);
        assertThat(plan.get(0).what())
                .isEqualTo("uniqueness constraint entity_uuid on Entity(uuid), which no step records; it is"
                        + " replaced by Graphiti's plain index");
        assertThat(constraints()).as("a plan changes nothing").isEqualTo(9);
        schema.rollBack(plan);
        assertThat(everything()).isEqualTo(graphitis);
        assertThat(schema.rollbackPlan()).isEmpty();
    }

    @Test
    void aConstraintUnderAnotherNameIsLeftAlone() {
        NEO4J.query("CREATE CONSTRAINT mine FOR (n:Entity) REQUIRE n.uuid IS UNIQUE");

        schema.apply(schema.plan(), RUN_START);

        assertThat(constraints()).isEqualTo(9);
        assertThat(NEO4J.query("SHOW CONSTRAINTS YIELD name WHERE name = 'mine'"))
                .hasSize(1);
        rollBack();
        assertThat(NEO4J.query("SHOW CONSTRAINTS YIELD name")).containsExactly(Map.of("name", "mine"));
    }

    @Test
    void duplicatesAreNamedAndTheStepIsUndone() {
        NEO4J.query("CREATE (:Entity {uuid: 'twice'}), (:Entity {uuid: 'twice'})");

        assertThatThrownBy(() -> schema.apply(schema.plan(), RUN_START))
                .isInstanceOf(MigratorException.class)
                .hasMessageMatching("The schema step 'create constraint entity_uuid on Entity\\(uuid\\)' failed and was"
                        + " undone: the graph contains a uuid twice\\. Both Node\\(\\d+\\) and Node\\(\\d+\\) have the"
                        + " label `Entity` and property `uuid` = 'twice'\\. Note that only the first found violation is"
                        + " shown\\. Remove one of the two and try again\\.");

        assertThat(constraints()).isZero();
        assertThat(rollBack()).isEmpty();
    }

    @Test
    void duplicatesWhereGraphitiWasFirstLeaveItsIndex() {
        NEO4J.query("CREATE INDEX entity_uuid FOR (n:Entity) ON (n.uuid)");
        NEO4J.query("CREATE (:Entity {uuid: 'twice'}), (:Entity {uuid: 'twice'})");

        assertThatThrownBy(() -> schema.apply(schema.plan(), RUN_START)).isInstanceOf(MigratorException.class);

        assertThat(NEO4J.query("SHOW INDEXES YIELD name, owningConstraint WHERE name = 'entity_uuid'"
                        + " RETURN owningConstraint IS NULL AS plain"))
                .containsExactly(Map.of("plain", true));
    }

    /** Steps of one run share their time, so their own order must be kept. */
    @Test
    void twoAppliesAreUndoneInReverse() {
        schema.apply(new SchemaPlan(schema.plan().steps().subList(0, 12)), RUN_START);
        SchemaPlan rest = schema.plan();
        schema.apply(rest, RUN_START);

        List<String> undone = rollBack();

        assertThat(undone).hasSize(31);
        assertThat(undone.get(0))
                .isEqualTo(rest.steps().get(rest.steps().size() - 1).what());
        assertThat(undone.get(30)).isEqualTo("create constraint entity_uuid on Entity(uuid)");
    }

    /** Whoever may write an entity may not say what a rollback does. */
    @Test
    void onlyItsOwnStepsAreUndone() {
        NEO4J.query("CREATE (:Entity:MigrationSchema {state: 'APPLIED', number: 99, what: 'x',"
                + " down: ['MATCH (n) DETACH DELETE n']})");

        assertThat(rollBack()).isEmpty();

        assertThat(NEO4J.query("MATCH (n:Entity) RETURN count(n) AS n")).containsExactly(Map.of("n", 1L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s.down = ['MATCH (n) DETACH DELETE n']",
                "s.up = []",
                "s.object = 'saga_name'",
                "s.replaced = 'x'",
                "s.checksum = 'x'",
                "s.checksum = null",
                "s.down = null",
            })
    void aStepWhoseRecordWasChangedIsNamed(String change) {
        schema.apply(schema.plan(), RUN_START);
        NEO4J.query("MATCH (s:MigrationSchema {number: 3}) SET " + change);

        String sentence = "The target's records of these schema steps do not match their checksums: number 3 'create"
                + " constraint community_uuid on Community(uuid)'. They were changed after the steps were applied, so they may"
                + " not undo them. For each, drop the constraint or index, delete the record with"
                + " MATCH (s:MigrationSchema {number: NUMBER}) DELETE s, and run 'schema apply'.";
        assertThatThrownBy(schema::plan).isInstanceOf(MigratorException.class).hasMessage(sentence);
        assertThatThrownBy(schema::rollbackPlan)
                .isInstanceOf(MigratorException.class)
                .hasMessage(sentence);

        NEO4J.query("DROP CONSTRAINT community_uuid");
        NEO4J.query("MATCH (s:MigrationSchema {number: 3}) DELETE s");
        schema.apply(schema.plan(), RUN_START);
        assertThat(constraints()).isEqualTo(9);
        assertThat(rollBack()).hasSize(31);
    }

    @Test
    void whatAnotherVersionHasAppliedOtherwiseIsNamedAndCanBeRolledBack() {
        Step other = new Step(
                "saga_name",
                "",
                "create index saga_name on Saga(name, group_id)",
                List.of("CREATE INDEX saga_name IF NOT EXISTS FOR (x:Saga) ON (x.name, x.group_id)"),
                List.of("DROP INDEX saga_name IF EXISTS"));
        Step unknown = new Step(
                "old_index",
                "",
                "create index old_index on Entity(old)",
                List.of("CREATE INDEX old_index IF NOT EXISTS FOR (x:Entity) ON (x.old)"),
                List.of("DROP INDEX old_index IF EXISTS"));
        schema.apply(new SchemaPlan(List.of(other, unknown)), RUN_START);

        assertThatThrownBy(schema::plan)
                .isInstanceOf(MigratorException.class)
                .hasMessage(
                        "These schema steps were applied by another version, and this version applies them differently:"
                                + " number 1 'create index saga_name on Saga(name, group_id)', number 2 'create index old_index on"
                                + " Entity(old)'. Run 'schema rollback --execute', then 'schema apply'.");

        assertThat(rollBack()).hasSize(2);
        schema.apply(schema.plan(), RUN_START);
        assertThat(schema.plan().isEmpty()).isTrue();
        assertThat(indexes("RANGE")).isEqualTo(27);
    }

    private static long indexes(String type) {
        return (long) NEO4J.value("SHOW INDEXES YIELD type WHERE type = '" + type + "' RETURN count(*)");
    }

    private static long constraints() {
        return (long) NEO4J.value("SHOW CONSTRAINTS YIELD name RETURN count(*)");
    }

    private static List<Map<String, Object>> everything() {
        return NEO4J.query(
                "SHOW INDEXES YIELD name, type, owningConstraint, labelsOrTypes, properties"
                        + " WHERE type <> 'LOOKUP' RETURN name, type, owningConstraint, labelsOrTypes, properties ORDER BY name");
    }
}
