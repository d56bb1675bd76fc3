package dev.graphiti.migrator.graph.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.graph.GraphitiSchema;
import dev.graphiti.migrator.graph.Target;
import dev.graphiti.migrator.graph.read.StoredElement.Ends;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.neo4j.driver.Session;
import org.neo4j.driver.summary.Plan;

/** A graph with Graphiti's plain indexes, in which a uuid may stand more than once, or not at all. */
@TestInstance(Lifecycle.PER_CLASS)
class GraphReaderIT {
    @RegisterExtension
    static final Neo4jServer NEO4J = Neo4jServer.shared();

    private static final int SPLIT = 20;
    private static final int PAGE = 7;

    /** By code point, which is not the order of their UTF-16 units; and texts that are special to somebody. */
    private static final List<String> UUIDS =
            List.of("", " ", "A", "a", "a\u0000", "a'b", "\u00e9", "\ue000", "\uffee", "\ud83d\ude00", "\ud83d\ude00x");

    @BeforeAll
    static void fill() {
        NEO4J.clear();
        GraphitiSchema.STATEMENTS.forEach(NEO4J::query);
        NEO4J.query("CALL db.awaitIndexes()");
        NEO4J.query("UNWIND range(0, 99) AS i CREATE (e:Entity:Person {uuid: 'e' + i, group_id: 'g' + i % 3})"
                + " CREATE (p:Episodic {uuid: 'p' + i, group_id: 'g' + i % 3})"
                + " CREATE (p)-[:MENTIONS {uuid: 'm' + i, group_id: 'g' + i % 3}]->(e)"
                + " CREATE (e)-[:RELATES_TO {uuid: 'f' + i, group_id: 'g' + i % 3}]->(e)");
        NEO4J.query(
                "UNWIND $uuids AS uuid CREATE (e:Entity {uuid: uuid, group_id: 'odd'})"
                        + " CREATE (e)-[:RELATES_TO {uuid: uuid, group_id: 'odd'}]->(e)",
                Map.of("uuids", UUIDS));
        NEO4J.query("UNWIND range(1, 50) AS i CREATE (e:Entity {uuid: 'many', group_id: 'odd', i: i})"
                + " CREATE (e)-[:RELATES_TO {uuid: 'many', group_id: 'odd', i: i}]->(e)");
        NEO4J.query("UNWIND range(1, 20) AS i CREATE (a:Entity {group_id: 'odd', i: i})"
                + " CREATE (b:Saga {uuid: i, group_id: 'odd'}) CREATE (a)-[:HAS_MEMBER {i: i}]->(b)");
        NEO4J.query("CREATE (:Community {uuid: 'c', group_id: 7}), (:Entity:Episodic {uuid: 'both', group_id: 'odd'})");
        NEO4J.query(
                "CREATE (:MigrationRun {id: 'r'}), (:MigrationLease {id: 'l'})-[:OF]->(:Person {uuid: 'e0'}), ({a: 1})");
    }

    @AfterAll
    static void clear() {
        NEO4J.clear();
    }

    @Test
    void eachElementIsReadOnce() {
        assertThat(ids(read(List.of()))).isEqualTo(idsInTheGraph(""));
    }

    @Test
    void aSplitHoldsAboutAsManyElementsAsItShould() {
        try (Target target = Target.open(NEO4J.options())) {
            GraphReader reader = reader(target, List.of());

            assertThat(reader.splits())
                    .hasSizeGreaterThan(20)
                    .contains(ElementSplit.withoutUuid(ElementKind.HAS_MEMBER))
                    .doesNotContain(ElementSplit.withoutUuid(ElementKind.RELATES_TO))
                    .allSatisfy(split -> assertThat(read(reader, split).size()).isLessThanOrEqualTo(SPLIT + 50));
        }
    }

    @Test
    void someGroupsAreReadAlone() {
        assertThat(ids(read(List.of("g1", "odd", "none"))))
                .isNotEmpty()
                .isEqualTo(idsInTheGraph("WHERE x.group_id IN ['g1', 'odd']"));
    }

    @Test
    void anElementHasAllThatIsStored() {
        List<StoredElement> elements = read(List.of());

        assertThat(elements.stream().filter(each -> each.uuid().equals("e7")))
                .singleElement()
                .satisfies(entity -> {
                    assertThat(entity.kind()).isEqualTo(ElementKind.ENTITY);
                    assertThat(entity.labels()).containsExactly("Person");
                    assertThat(entity.properties()).isEqualTo(Map.of("uuid", "e7", "group_id", "g1"));
                    assertThat(entity.ends()).isNull();
                });
        assertThat(elements.stream().filter(each -> each.uuid().equals("m7")))
                .singleElement()
                .extracting(StoredElement::ends)
                .isEqualTo(new Ends("p7", "e7"));
        assertThat(elements.stream().filter(each -> each.uuid().equals("both")))
                .singleElement()
                .satisfies(node -> {
                    assertThat(node.kind()).isEqualTo(ElementKind.EPISODIC);
                    assertThat(node.labels()).containsExactly("Entity");
                });
        assertThat(elements.stream().filter(each -> each.kind() == ElementKind.HAS_MEMBER))
                .hasSize(20)
                .extracting(StoredElement::ends)
                .contains(new Ends(null, 1L), new Ends(null, 20L));
    }

    @Test
    void whatIsNoElementIsCounted() {
        try (Target target = Target.open(NEO4J.options())) {
            assertThat(reader(target, List.of()).leftOut()).isEqualTo(new LeftOut(2, 2, 1));
        }
    }

    @Test
    void theLargestGroupsAreCounted() {
        try (Target target = Target.open(NEO4J.options())) {
            assertThat(reader(target, List.of()).largestGroups(1)).containsOnlyKeys("g0", "odd");
            assertThat(reader(target, List.of("g2")).largestGroups(10)).isEqualTo(Map.of("g2", 4L * 33));
        }
    }

    @Test
    void aKindWithoutAnIndexIsRefused() {
        NEO4J.query("DROP INDEX mention_uuid");
        try (Target target = Target.open(NEO4J.options())) {
            assertThatThrownBy(() -> reader(target, List.of()).splits())
                    .isInstanceOf(MigratorException.class)
                    .hasMessage(
                            "Neo4j at %s has no range index on the uuid of MENTIONS, and elements are read by it; run 'schema apply' and try again.",
                            NEO4J.options().uri());
        } finally {
            GraphitiSchema.STATEMENTS.forEach(NEO4J::query);
            NEO4J.query("CALL db.awaitIndexes()");
        }
    }

    @Test
    void anIndexThatIsDroppedWhileItIsReadByIsNoticed() {
        try (Target target = Target.open(NEO4J.options())) {
            SplitReader elements = reader(target, List.of()).open(new ElementSplit(ElementKind.MENTIONS, "", null));
            elements.next();
            NEO4J.query("DROP INDEX mention_uuid");

            assertThatThrownBy(() -> {
                        while (elements.next() != null) {}
                    })
                    .isInstanceOf(MigratorException.class)
                    .hasMessageContaining("has no range index on the uuid of MENTIONS any more");
        } finally {
            GraphitiSchema.STATEMENTS.forEach(NEO4J::query);
            NEO4J.query("CALL db.awaitIndexes()");
        }
    }

    @Test
    void aPageIsSoughtAndNotSorted() {
        for (ElementKind kind : ElementKind.values()) {
            String seek = kind.isNode() ? "NodeIndexSeek" : "DirectedRelationshipIndexSeek";
            assertThat(operators(ReadStatements.ofOneUuid(kind, true)))
                    .as(kind.graphName())
                    .contains(seek)
                    .noneMatch(operator -> operator.contains("Scan"));
            assertThat(operators(ReadStatements.ofLaterUuids(kind, true)))
                    .as(kind.graphName())
                    .contains(seek + "ByRange", "PartialTop")
                    .noneMatch(
                            operator -> operator.contains("Scan") || operator.equals("Sort") || operator.equals("Top"));
            assertThat(operators(ReadStatements.boundary(kind)))
                    .as(kind.graphName())
                    .contains(seek + "ByRange")
                    .noneMatch(
                            operator -> operator.contains("Scan") || operator.equals("Sort") || operator.equals("Top"));
        }
    }

    private static List<String> operators(String cypher) {
        Map<String, Object> parameters =
                Map.of("uuid", "a", "id", "", "groups", List.of("g"), "limit", 100, "from", "a", "size", 10);
        try (Target target = Target.open(NEO4J.options());
                Session session = target.session()) {
            List<String> operators = new ArrayList<>();
            collect(session.run("EXPLAIN " + cypher, parameters).consume().plan(), operators);
            return operators;
        }
    }

    private static void collect(Plan plan, List<String> operators) {
        operators.add(plan.operatorType().replace("@neo4j", ""));
        plan.children().forEach(child -> collect(child, operators));
    }

    private static GraphReader reader(Target target, List<String> groups) {
        return new GraphReader(target, groups, SPLIT, PAGE);
    }

    private static List<StoredElement> read(List<String> groups) {
        try (Target target = Target.open(NEO4J.options())) {
            GraphReader reader = reader(target, groups);
            return reader.splits().stream()
                    .flatMap(split -> read(reader, split).stream())
                    .toList();
        }
    }

    private static List<StoredElement> read(GraphReader reader, ElementSplit split) {
        SplitReader elements = reader.open(split);
        return Stream.generate(elements::next).takeWhile(each -> each != null).toList();
    }

    private static List<String> ids(List<StoredElement> elements) {
        return elements.stream().map(StoredElement::id).sorted().toList();
    }

    private static List<String> idsInTheGraph(String where) {
        return Stream.concat(
                        NEO4J
                                .query("MATCH (x:Entity|Episodic|Community|Saga) " + where
                                        + " RETURN elementId(x) AS id")
                                .stream(),
                        NEO4J
                                .query("MATCH ()-[x:RELATES_TO|MENTIONS|HAS_MEMBER]->() " + where
                                        + " RETURN elementId(x) AS id")
                                .stream())
                .map(row -> String.valueOf(row.get("id")))
                .sorted()
                .toList();
    }
}
