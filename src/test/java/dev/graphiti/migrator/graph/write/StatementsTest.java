package dev.graphiti.migrator.graph.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.model.ElementKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StatementsTest {
    @Test
    void createsANodeWithoutVector() {
        assertThat(Statements.create(ElementKind.EPISODIC, EndpointLookup.EXACT))
                .isEqualTo("""
                        UNWIND $rows AS row
                        MERGE (x:Episodic {uuid: row.uuid})
                        ON CREATE SET x += row.props
                        WITH x, row, x.created_at IS NULL OR x.created_at = row.props.created_at AS ours
                        RETURN collect(CASE WHEN ours THEN [row.i, elementId(x)] END) AS ours, collect(CASE WHEN NOT ours THEN [row.i, elementId(x)] END) AS others""");
    }

    @Test
    void createsAnEntityWithLabelsAndVector() {
        assertThat(Statements.create(ElementKind.ENTITY, EndpointLookup.EXACT)).isEqualTo("""
                        UNWIND $rows AS row
                        MERGE (x:Entity {uuid: row.uuid})
                        ON CREATE SET x += row.props, x:$(row.labels)
                        WITH x, row, x.created_at IS NULL OR x.created_at = row.props.created_at AS ours
                        CALL (x, row, ours) {
                          WITH x, row, ours WHERE ours AND row.vector IS NOT NULL
                          CALL db.create.setNodeVectorProperty(x, 'name_embedding', row.vector)
                          RETURN count(*) AS vectors
                        }
                        RETURN collect(CASE WHEN ours THEN [row.i, elementId(x)] END) AS ours, collect(CASE WHEN NOT ours THEN [row.i, elementId(x)] END) AS others""");
    }

    @Test
    void createsAFactWithVectorBetweenItsEnds() {
        assertThat(Statements.create(ElementKind.RELATES_TO, EndpointLookup.EXACT))
                .isEqualTo("""
                        UNWIND $rows AS row
                        MATCH (s:Entity {uuid: row.source})
                        MATCH (t:Entity {uuid: row.target})
                        MERGE (s)-[x:RELATES_TO {uuid: row.uuid}]->(t)
                        ON CREATE SET x += row.props
                        WITH x, row, x.created_at IS NULL OR x.created_at = row.props.created_at AS ours
                        CALL (x, row, ours) {
                          WITH x, row, ours WHERE ours AND row.vector IS NOT NULL
                          CALL db.create.setRelationshipVectorProperty(x, 'fact_embedding', row.vector)
                          RETURN count(*) AS vectors
                        }
                        RETURN collect(CASE WHEN ours THEN [row.i] END) AS ours, collect(CASE WHEN NOT ours THEN [row.i] END) AS others""");
    }

    @Test
    void createsAFactOfANewNodeWithoutSeekingIt() {
        assertThat(Statements.connect(
                        ElementKind.RELATES_TO, new EdgeEndpoints.Seeks(EndpointLookup.AT_HAND, EndpointLookup.EXACT)))
                .isEqualTo("""
                        UNWIND $rows AS row
                        MATCH (s) WHERE elementId(s) = row.source
                        MATCH (t:Entity {uuid: row.target})
                        CREATE (s)-[x:RELATES_TO]->(t)
                        SET x += row.props
                        WITH x, row, true AS ours
                        CALL (x, row, ours) {
                          WITH x, row, ours WHERE row.vector IS NOT NULL
                          CALL db.create.setRelationshipVectorProperty(x, 'fact_embedding', row.vector)
                          RETURN count(*) AS vectors
                        }
                        RETURN collect(CASE WHEN ours THEN [row.i] END) AS ours, collect(CASE WHEN NOT ours THEN [row.i] END) AS others""");
    }

    @Test
    void seeksTheEndsInASpreadGroupByAPrefixThatIsTheWhole() {
        assertThat(Statements.create(ElementKind.RELATES_TO, EndpointLookup.PREFIX))
                .startsWith("""
                        UNWIND $rows AS row
                        MATCH (s:Entity) USING INDEX SEEK s:Entity(uuid) WHERE s.uuid STARTS WITH row.source AND size(s.uuid) = size(row.source)
                        MATCH (t:Entity) USING INDEX SEEK t:Entity(uuid) WHERE t.uuid STARTS WITH row.target AND size(t.uuid) = size(row.target)
                        MERGE (s)-[x:RELATES_TO {uuid: row.uuid}]->(t)
                        """);
        assertThat(Statements.create(ElementKind.HAS_MEMBER, EndpointLookup.PREFIX))
                .contains("MATCH (t:Entity|Community) WHERE t.uuid STARTS WITH row.target");
    }

    @Test
    void rewritesAnEntityThatDiffers() {
        assertThat(Statements.rewrite(ElementKind.ENTITY)).isEqualTo("""
                        UNWIND $rows AS row
                        MATCH (x:Entity {uuid: row.uuid})
                        WHERE size(keys(x)) <> size(keys(row.props)) + CASE WHEN row.vector IS NULL THEN 0 ELSE 1 END
                          OR any(key IN keys(row.props) WHERE NOT coalesce(x[key] = row.props[key], false))
                        SET x = row.props
                        SET x:$(row.labels)
                        WITH x, row, true AS ours
                        CALL (x, row, ours) {
                          WITH x, row, ours WHERE row.vector IS NOT NULL
                          CALL db.create.setNodeVectorProperty(x, 'name_embedding', row.vector)
                          RETURN count(*) AS vectors
                        }
                        RETURN count(*) AS rewritten""");
    }

    @Test
    void writesACopyAgainWhateverItIsLike() {
        assertThat(Statements.copyAgain(ElementKind.COMMUNITY)).isEqualTo("""
                        UNWIND $rows AS row
                        MATCH (x:Community {uuid: row.uuid})
                        SET x = row.props
                        WITH x, row, true AS ours
                        CALL (x, row, ours) {
                          WITH x, row, ours WHERE row.vector IS NOT NULL
                          CALL db.create.setNodeVectorProperty(x, 'name_embedding', row.vector)
                          RETURN count(*) AS vectors
                        }
                        RETURN count(*) AS rewritten""");
    }

    @Test
    void updatesAMention() {
        assertThat(Statements.update(ElementKind.MENTIONS)).isEqualTo("""
                        UNWIND $rows AS row
                        MATCH ()-[x:MENTIONS {uuid: row.uuid} WHERE startNode(x).uuid = row.source AND endNode(x).uuid = row.target]->()
                        WITH x, row, properties(x) AS before, [] AS labels, x.created_at AS existed
                        SET x += row.props
                        SET x.created_at = existed
                        WITH x, row, before, labels, true AS ours
                        RETURN row.i AS i, before, labels""");
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
        assertThat(Statements.create(kind, EndpointLookup.EXACT))
                .contains("MATCH (s:" + source + " {uuid: row.source})\n")
                .contains("MATCH (t:" + target + " {uuid: row.target})\n")
                .contains("MERGE (s)-[x:" + kind + " {uuid: row.uuid}]->(t)\n");
        assertThat(Statements.rewrite(kind))
                .contains("MATCH ()-[x:" + kind + " {uuid: row.uuid} WHERE startNode(x).uuid");
    }

    @ParameterizedTest
    @EnumSource(
            value = ElementKind.class,
            names = {"EPISODIC", "ENTITY", "COMMUNITY", "SAGA"})
    void aNodeIsFoundByItsLabelAndUuidAlone(ElementKind kind) {
        String node = "(x:" + kind.graphName() + " {uuid: row.uuid})\n";

        assertThat(Statements.create(kind, EndpointLookup.EXACT))
                .contains("MERGE " + node)
                .doesNotContain("MATCH (");
        assertThat(Statements.rewrite(kind)).contains("MATCH " + node);
        assertThat(Statements.update(kind)).contains("MATCH " + node);
    }
}
