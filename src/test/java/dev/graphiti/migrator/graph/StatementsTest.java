package dev.graphiti.migrator.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.graph.WriteOptions.OnExisting;
import dev.graphiti.migrator.model.ElementKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StatementsTest {
    @Test
    void aNodeWithoutVector() {
        assertThat(Statements.of(ElementKind.EPISODIC, OnExisting.KEEP)).isEqualTo("""
                        UNWIND $rows AS row
                        MERGE (x:Episodic {uuid: row.uuid})
                        WITH x, row, x.created_at AS existed
                        WITH x, row, existed, existed IS NULL OR existed = row.props.created_at AS ours
                        WITH x, row, existed, ours, null AS before
                        FOREACH (_ IN CASE WHEN ours THEN [1] ELSE [] END | SET x = row.props)
                        RETURN row.i AS i, ours, before""");
    }

    @Test
    void anEntityWithLabelsAndVectorIsUpdated() {
        assertThat(Statements.of(ElementKind.ENTITY, OnExisting.UPDATE)).isEqualTo("""
                        UNWIND $rows AS row
                        MERGE (x:Entity {uuid: row.uuid})
                        WITH x, row, x.created_at AS existed
                        WITH x, row, existed, existed IS NULL OR existed = row.props.created_at AS ours
                        WITH x, row, existed, ours, CASE WHEN ours THEN null ELSE properties(x) END AS before
                        FOREACH (_ IN CASE WHEN ours THEN [1] ELSE [] END | SET x = row.props SET x:$(row.labels))
                        FOREACH (_ IN CASE WHEN ours THEN [] ELSE [1] END | SET x += row.props SET x.created_at = existed SET x:$(row.labels))
                        WITH x, row, ours, before
                        CALL (x, row, ours) {
                          WITH x, row, ours WHERE row.vector IS NOT NULL
                          CALL db.create.setNodeVectorProperty(x, 'name_embedding', row.vector)
                          RETURN count(*) AS vectors
                        }
                        RETURN row.i AS i, ours, before""");
    }

    @Test
    void aFactWithVectorIsKept() {
        assertThat(Statements.of(ElementKind.RELATES_TO, OnExisting.KEEP)).isEqualTo("""
                        UNWIND $rows AS row
                        MATCH (s:Entity {uuid: row.source})
                        MATCH (t:Entity {uuid: row.target})
                        MERGE (s)-[x:RELATES_TO {uuid: row.uuid}]->(t)
                        WITH x, row, x.created_at AS existed
                        WITH x, row, existed, existed IS NULL OR existed = row.props.created_at AS ours
                        WITH x, row, existed, ours, null AS before
                        FOREACH (_ IN CASE WHEN ours THEN [1] ELSE [] END | SET x = row.props)
                        WITH x, row, ours, before
                        CALL (x, row, ours) {
                          WITH x, row, ours WHERE ours AND row.vector IS NOT NULL
                          CALL db.create.setRelationshipVectorProperty(x, 'fact_embedding', row.vector)
                          RETURN count(*) AS vectors
                        }
                        RETURN row.i AS i, ours, before""");
    }

    @ParameterizedTest
    @CsvSource({
        "RELATES_TO, Entity, Entity",
        "MENTIONS, Episodic, Entity",
        "HAS_MEMBER, Community, Entity|Community",
        "HAS_EPISODE, Saga, Episodic",
        "NEXT_EPISODE, Episodic, Episodic"
    })
    void anEdgeRunsBetweenTheKindsThatGraphitiReads(ElementKind kind, String source, String target) {
        assertThat(Statements.of(kind, OnExisting.KEEP))
                .contains("MATCH (s:" + source + " {uuid: row.source})\n")
                .contains("MATCH (t:" + target + " {uuid: row.target})\n")
                .contains("MERGE (s)-[x:" + kind + " {uuid: row.uuid}]->(t)\n");
    }

    @ParameterizedTest
    @EnumSource(
            value = ElementKind.class,
            names = {"EPISODIC", "ENTITY", "COMMUNITY", "SAGA"})
    void aNodeIsFoundByItsLabelAndUuidAlone(ElementKind kind) {
        assertThat(Statements.of(kind, OnExisting.KEEP))
                .contains("MERGE (x:" + kind.graphName() + " {uuid: row.uuid})\n")
                .doesNotContain("MATCH");
    }

    @ParameterizedTest
    @EnumSource(ElementKind.class)
    void failingWritesLikeKeepingBecauseTheTransactionIsRolledBack(ElementKind kind) {
        assertThat(Statements.of(kind, OnExisting.FAIL)).isEqualTo(Statements.of(kind, OnExisting.KEEP));
    }
}
