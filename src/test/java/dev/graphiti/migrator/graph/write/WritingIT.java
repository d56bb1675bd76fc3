package dev.graphiti.migrator.graph.write;

import static dev.graphiti.migrator.graph.write.RealGraph.fates;
import static dev.graphiti.migrator.testing.Elements.GROUP;
import static dev.graphiti.migrator.testing.Elements.RUN_START;
import static dev.graphiti.migrator.testing.Elements.SPRING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.graph.Target;
import dev.graphiti.migrator.graph.stage.RetryingWriter;
import dev.graphiti.migrator.graph.write.BatchResult.Fate;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.Embedding;
import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.PropertyMap;
import dev.graphiti.migrator.testing.Elements;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.neo4j.driver.Session;
import org.neo4j.driver.Transaction;

/** What stands in a real Neo4j after a batch, trap by trap of what breaks Graphiti when it reads. */
class WritingIT {
    @RegisterExtension
    static final Neo4jServer NEO4J = Neo4jServer.shared();

    private final RealGraph graph = new RealGraph(NEO4J);
    private final RealGraph spread = new RealGraph(NEO4J, EndpointLookup.PREFIX);

    @BeforeEach
    void emptyGraph() {
        graph.reset();
    }

    @Test
    void allNineKindsAreWritten() {
        List<GraphElement> elements = Elements.oneOfEachKind("", RUN_START);

        assertThat(graph.write(elements))
                .hasSize(11)
                .extracting(BatchResult::fate)
                .containsOnly(Fate.WRITTEN);

        assertThat(NEO4J.count("(n)")).isEqualTo(6);
        assertThat(NEO4J.count("()-[r]->()")).isEqualTo(5);
        assertThat(NEO4J.count("(:Entity {uuid: 'ada'})-[:RELATES_TO {uuid: 'works'}]->(:Entity {uuid: 'acme'})"))
                .isOne();
        assertThat(NEO4J.count("(:Episodic {uuid: 'first'})-[:MENTIONS {uuid: 'mentions'}]->(:Entity {uuid: 'ada'})"))
                .isOne();
        assertThat(NEO4J.count(
                        "(:Community {uuid: 'engineers'})-[:HAS_MEMBER {uuid: 'member'}]->(:Entity {uuid: 'ada'})"))
                .isOne();
        assertThat(NEO4J.count("(:Saga {uuid: 'spring'})-[:HAS_EPISODE {uuid: 'has'}]->(:Episodic {uuid: 'first'})"))
                .isOne();
        assertThat(NEO4J.count(
                        "(:Episodic {uuid: 'first'})-[:NEXT_EPISODE {uuid: 'next'}]->(:Episodic {uuid: 'second'})"))
                .isOne();
    }

    /** Else two writers in a group that is spread, of which each waits for what the other one makes, would end in a deadlock. */
    @Test
    @Timeout(60)
    void anEdgeDoesNotWaitForAnEndThatIsBeingMade() {
        graph.write(List.of(Elements.entity("a")));
        try (Target other = Target.open(NEO4J.options());
                Session session = other.session();
                Transaction making = session.beginTransaction()) {
            making.run("MERGE (:Entity {uuid: 'b'})").consume();

            assertThat(fates(spread.write(List.of(Elements.fact("f", "a", "b"), Elements.fact("g", "b", "a")))))
                    .isEqualTo(Map.of("f", Fate.WAITING, "g", Fate.WAITING));
        }
    }

    @Test
    void anEndIsSoughtByItsWholeUuid() {
        spread.write(List.of(Elements.entity("a"), Elements.entity("ab"), Elements.fact("f", "a", "ab")));
        spread.write(List.of(Elements.entity("cd")));

        assertThat(fates(spread.write(List.of(Elements.fact("g", "c", "a"))))).isEqualTo(Map.of("g", Fate.WAITING));
        assertThat(NEO4J.query("MATCH (s)-[r:RELATES_TO]->(t) RETURN s.uuid AS s, r.uuid AS r, t.uuid AS t"))
                .containsExactly(Map.of("s", "a", "r", "f", "t", "ab"));
    }

    @Test
    void aFactLeadsFromAnEntityToItself() {
        graph.write(List.of(Elements.entity("evan"), Elements.fact("new", "evan", "evan")));

        assertThat(fates(graph.write(List.of(
                        Elements.fact("new", "evan", "evan"),
                        Elements.fact("later", "evan", "evan"),
                        Elements.fact("waits", "gone", "gone")))))
                .isEqualTo(Map.of("new", Fate.WRITTEN, "later", Fate.WRITTEN, "waits", Fate.WAITING));
        assertThat(NEO4J.count("(n:Entity {uuid: 'evan'})-[:RELATES_TO]->(n)")).isEqualTo(2);
    }

    @Test
    void namesAreThoseOfTheNodesThatAreThere() {
        graph.write(Elements.oneOfEachKind("", RUN_START));

        try (RetryingWriter writer = graph.open(WriteOptions.OnExisting.KEEP)) {
            assertThat(writer.names(Set.of("ada", "spring", "gone"))).containsOnlyKeys("ada", "spring");
        }
    }

    /** The stored properties are those of the row, name by name, and only the vector comes on top. */
    @Test
    void nothingIsAddedAndNothingIsLost() {
        List<GraphElement> elements = Elements.oneOfEachKind("", RUN_START);
        graph.write(elements);

        for (GraphElement element : elements) {
            ElementRow row = ElementRow.of(element);
            List<String> names = new ArrayList<>(row.properties().keySet());
            if (row.embedding() != null) {
                names.add(element.kind() == ElementKind.RELATES_TO ? "fact_embedding" : "name_embedding");
            }
            assertThat(graph.properties(element.uuid()).keySet())
                    .as(element.uuid())
                    .containsExactlyInAnyOrderElementsOf(names);
        }
    }

    @Test
    void everyTimeIsAZonedDateTimeInUtc() {
        graph.write(Elements.oneOfEachKind("", RUN_START));

        assertThat(NEO4J.query("MATCH (x) RETURN valueType(x.created_at) AS type, x.created_at.timezone AS zone"
                        + " UNION MATCH ()-[x]->() RETURN valueType(x.created_at) AS type,"
                        + " x.created_at.timezone AS zone"))
                .containsExactly(Map.of("type", "ZONED DATETIME NOT NULL", "zone", "Z"));
        assertThat(NEO4J.query("MATCH (e:Episodic {uuid: 'first'}) MATCH ()-[f:RELATES_TO]->() MATCH (s:Saga) RETURN"
                        + " valueType(e.valid_at) AS e, valueType(f.valid_at) AS f,"
                        + " valueType(f.reference_time) AS r, valueType(s.last_summarized_at) AS s,"
                        + " valueType(f.invalid_at) AS absent"))
                .containsExactly(Map.of(
                        "e",
                        "ZONED DATETIME NOT NULL",
                        "f",
                        "ZONED DATETIME NOT NULL",
                        "r",
                        "ZONED DATETIME NOT NULL",
                        "s",
                        "ZONED DATETIME NOT NULL",
                        "absent",
                        "NULL"));
        assertThat(graph.properties("first"))
                .containsEntry("created_at", RUN_START.atZone(ZoneOffset.UTC))
                .containsEntry("valid_at", SPRING.atZone(ZoneOffset.UTC));
    }

    /** Graphiti compares the stored time with a parameter of its own; only equal types ever compare. */
    @Test
    void aStoredTimeComparesWithOneOfTheClient() {
        graph.write(List.of(Elements.episode("e")));

        assertThat(NEO4J.query(
                        "MATCH (e:Episodic) WHERE e.valid_at <= $now RETURN e.uuid AS uuid",
                        Map.of("now", RUN_START.atZone(ZoneOffset.UTC))))
                .hasSize(1);
    }

    @Test
    void emptyListsAreListsAndEmptyTextsAreTexts() {
        graph.write(List.of(
                Elements.episode("e"),
                Elements.entity("a"),
                new EntityEdge(
                        "f",
                        GROUP,
                        "a",
                        "a",
                        "IS",
                        "a is a",
                        List.of(),
                        PropertyMap.NONE,
                        RUN_START,
                        null,
                        null,
                        null,
                        null,
                        null),
                Elements.saga("s")));

        assertThat(graph.properties("e")).containsEntry("entity_edges", List.of());
        assertThat(graph.properties("f")).containsEntry("episodes", List.of()).doesNotContainKey("fact_embedding");
        assertThat(graph.properties("s")).containsEntry("summary", "");
    }

    @Test
    void theVectorIsStoredAs32BitFloats() {
        graph.write(Elements.oneOfEachKind("", RUN_START));

        for (String vector : List.of(
                "MATCH (x:Entity {uuid: 'ada'}) RETURN x.name_embedding AS v",
                "MATCH (x:Community) RETURN x.name_embedding AS v",
                "MATCH ()-[x:RELATES_TO]->() RETURN x.fact_embedding AS v")) {
            assertThat(NEO4J.value(vector.replace(" AS v", "[0]"))).isEqualTo((double) 0.1f);
            assertThat(NEO4J.value("CALL { " + vector + " } RETURN valueType(v)"))
                    .isEqualTo("LIST<FLOAT NOT NULL> NOT NULL");
            assertThat((double) NEO4J.value("CALL { " + vector + " } RETURN vector.similarity.cosine(v, v)"))
                    .isGreaterThan(0.999);
        }
    }

    @Test
    void anElementWithoutVectorHasNoneAndBreaksNoSearch() {
        graph.write(List.of(
                entity("with", List.of(), "{}", new Embedding(new float[] {1, 0})),
                entity("without", List.of(), "{}", null)));

        assertThat(graph.properties("without")).doesNotContainKey("name_embedding");
        assertThat(NEO4J.query("MATCH (n:Entity) WHERE n.group_id IN ['" + GROUP + "']"
                        + " WITH n, vector.similarity.cosine(n.name_embedding, [1.0, 0.0]) AS score"
                        + " WHERE score > 0.6 RETURN n.uuid AS uuid"))
                .containsExactly(Map.of("uuid", "with"));
    }

    @Test
    void typesAreRealLabelsAndStandInTheLabelsProperty() {
        graph.write(List.of(entity("n", List.of("Person", "_x9"), "{}", null), entity("bare", List.of(), "{}", null)));

        assertThat(NEO4J.query("MATCH (n:Entity:Person:_x9 {uuid: 'n'}) RETURN size(labels(n)) AS size, n.labels AS p"))
                .containsExactly(Map.of("size", 3L, "p", List.of("Entity", "Person", "_x9")));
        assertThat(NEO4J.query("MATCH (n {uuid: 'bare'}) RETURN labels(n) AS l, n.labels AS p"))
                .containsExactly(Map.of("l", List.of("Entity"), "p", List.of("Entity")));
    }

    @Test
    void attributesKeepTheirTypes() {
        graph.write(List.of(entity(
                "n",
                List.of(),
                "{\"a\":1,\"b\":1.5,\"c\":true,\"d\":\"2020-01-01\",\"e\":[1,2],\"f\":[1,2.5],\"g\":[],"
                        + "\"odd `name`\":\"x\",\"big\":\"123456789012345678901234567890\"}",
                null)));

        assertThat(graph.properties("n"))
                .containsEntry("a", 1L)
                .containsEntry("b", 1.5)
                .containsEntry("c", true)
                .containsEntry("d", "2020-01-01")
                .containsEntry("e", List.of(1L, 2L))
                .containsEntry("f", List.of(1.0, 2.5))
                .containsEntry("g", List.of())
                .containsEntry("odd `name`", "x")
                .containsEntry("big", "123456789012345678901234567890");
    }

    @Test
    void bulkSavesNamesForTheEndsOfAFact() {
        graph.write(Elements.oneOfEachKind("", RUN_START));

        assertThat(graph.properties("works"))
                .containsEntry("source_node_uuid", "ada")
                .containsEntry("target_node_uuid", "acme")
                .doesNotContainKeys("source_uuid", "target_uuid");
    }

    @Test
    void anEdgeWithoutAnEndWaitsAndIsNotLost() {
        Map<String, Fate> fates = fates(graph.write(List.of(
                Elements.entity("a"),
                Elements.fact("f", "a", "missing"),
                Elements.edge(ElementKind.MENTIONS, "m", "missing", "a"))));

        assertThat(fates).isEqualTo(Map.of("a", Fate.WRITTEN, "f", Fate.WAITING, "m", Fate.WAITING));
        assertThat(NEO4J.count("()-[r]->()")).isZero();
        assertThat(NEO4J.count("(n)")).isOne();

        assertThat(fates(graph.write(List.of(Elements.entity("missing"), Elements.fact("f", "a", "missing")))))
                .isEqualTo(Map.of("missing", Fate.WRITTEN, "f", Fate.WRITTEN));
    }

    /** An end of another kind is no end: Graphiti would not find the edge. */
    @Test
    void anEndOfAnotherKindIsAMissingEnd() {
        assertThat(fates(graph.write(List.of(
                        Elements.entity("a"),
                        Elements.episode("e"),
                        Elements.fact("f", "a", "e"),
                        Elements.edge(ElementKind.NEXT_EPISODE, "n", "e", "a")))))
                .containsEntry("f", Fate.WAITING)
                .containsEntry("n", Fate.WAITING);
    }

    @Test
    void aCommunityHasEntitiesAndCommunitiesAsMembers() {
        assertThat(fates(graph.write(List.of(
                        Elements.community("c"),
                        Elements.community("d"),
                        Elements.entity("a"),
                        Elements.edge(ElementKind.HAS_MEMBER, "m", "c", "a"),
                        Elements.edge(ElementKind.HAS_MEMBER, "n", "c", "d")))))
                .containsEntry("m", Fate.WRITTEN)
                .containsEntry("n", Fate.WRITTEN);
    }

    @Test
    void aUuidBetweenOtherEndsIsRefusedAndMakesNoSecondRelationship() {
        List<EntityNode> nodes = List.of(Elements.entity("a"), Elements.entity("b"), Elements.entity("c"));
        graph.write(nodes);
        graph.write(List.of(Elements.fact("f", "a", "b")));

        List<BatchResult> results = graph.write(List.of(Elements.fact("f", "a", "c"), Elements.fact("g", "a", "c")));

        assertThat(fates(results)).isEqualTo(Map.of("f", Fate.REFUSED, "g", Fate.WRITTEN));
        assertThat(results)
                .filteredOn(result -> result.fate() == Fate.REFUSED)
                .singleElement()
                .satisfies(result -> assertThat(result.detail())
                        .startsWith("Neo.ClientError.Schema.ConstraintValidationFailed: Relationship(")
                        .endsWith("already exists with type `RELATES_TO` and property `uuid` = 'f'"));
        assertThat(NEO4J.count("()-[:RELATES_TO {uuid: 'f'}]->()")).isOne();
    }

    @Test
    void anIndexKeyThatIsTooLongIsRefusedAloneAndAllOthersAreWritten() {
        List<GraphElement> batch = new ArrayList<>();
        IntStream.range(0, 50).forEach(i -> batch.add(Elements.entity("n-" + i)));
        batch.add(
                23, new EntityNode("long", "g".repeat(9_000), "Ada", "", List.of(), PropertyMap.NONE, RUN_START, null));

        List<BatchResult> results = graph.write(batch);

        assertThat(results)
                .filteredOn(result -> result.fate() == Fate.REFUSED)
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.pending().element().uuid()).isEqualTo("long");
                    assertThat(result.detail()).contains("Property value is too large to index");
                });
        assertThat(NEO4J.count("(n:Entity)")).isEqualTo(50);
    }

    @Test
    void aNameOfEightThousandBytesPasses() {
        EntityNode ascii = Elements.named(Elements.entity("ascii"), "x".repeat(8_000));
        EntityNode wide = Elements.named(Elements.entity("wide"), "😀".repeat(2_000));

        assertThat(graph.write(List.of(ascii, wide)))
                .extracting(BatchResult::fate)
                .containsOnly(Fate.WRITTEN);
    }

    @Test
    void whatNeo4jCannotStoreIsRefusedAlone() {
        Map<String, Fate> fates = fates(graph.write(List.of(
                entity("good", List.of(), "{\"a\":1}", null),
                entity("map", List.of(), "{\"a\":{\"b\":1}}", null),
                entity("mixed", List.of(), "{\"a\":[1,\"b\"]}", null),
                entity("nested", List.of(), "{\"a\":[[1]]}", null),
                entity("hole", List.of(), "{\"a\":[\"x\",null]}", null),
                entity("noName", List.of(), "{\"\":1}", null),
                entity("nullByte", List.of(), "{\"a\\u0000b\":1}", null),
                entity("good too", List.of(), "{}", null))));

        assertThat(fates)
                .isEqualTo(Map.of(
                        "good",
                        Fate.WRITTEN,
                        "map",
                        Fate.REFUSED,
                        "mixed",
                        Fate.REFUSED,
                        "nested",
                        Fate.REFUSED,
                        "hole",
                        Fate.REFUSED,
                        "noName",
                        Fate.REFUSED,
                        "nullByte",
                        Fate.REFUSED,
                        "good too",
                        Fate.WRITTEN));
        assertThat(NEO4J.count("(n)")).isEqualTo(2);
    }

    @Test
    void hostileTextIsJustText() {
        String cypher = "'}) DETACH DELETE n //`; MATCH (n) DETACH DELETE n";

        graph.write(List.of(Elements.named(entity("n", List.of(), "{\"x`]->() DELETE x //\":1}", null), cypher)));

        assertThat(graph.properties("n")).containsEntry("name", cypher).containsEntry("x`]->() DELETE x //", 1L);
    }

    @Test
    void anElementTwiceInABatchIsWrittenOnce() {
        List<BatchResult> results = graph.write(List.of(
                Elements.entity("a"),
                Elements.named(Elements.entity("a"), "second"),
                Elements.entity("b"),
                Elements.fact("f", "a", "b"),
                Elements.fact("f", "a", "b")));

        assertThat(results)
                .extracting(BatchResult::fate)
                .containsOnly(Fate.WRITTEN)
                .hasSize(5);
        assertThat(NEO4J.count("(:Entity {uuid: 'a'})")).isOne();
        assertThat(NEO4J.count("()-[:RELATES_TO]->()")).isOne();
        assertThat(graph.properties("a")).containsEntry("name", "second");
    }

    @Test
    void anEdgeOfNewNodesTwiceInABatchIsWrittenOnce() {
        List<BatchResult> results = graph.write(List.of(
                Elements.entity("a"),
                Elements.entity("b"),
                Elements.fact("f", "a", "b"),
                Elements.fact("f", "a", "b"),
                Elements.fact("g", "b", "a")));

        assertThat(results)
                .extracting(BatchResult::fate)
                .containsOnly(Fate.WRITTEN)
                .hasSize(5);
        assertThat(NEO4J.query("MATCH (s)-[r:RELATES_TO]->(t) RETURN s.uuid AS s, r.uuid AS r, t.uuid AS t"))
                .containsExactlyInAnyOrder(Map.of("s", "a", "r", "f", "t", "b"), Map.of("s", "b", "r", "g", "t", "a"));
    }

    @Test
    void anEdgeJoinsANewNodeToOneThatWasThere() {
        graph.write(List.of(Elements.entity("a"), Elements.entity("b"), Elements.fact("f", "a", "b")));

        assertThat(fates(graph.write(List.of(
                        Elements.entity("b"),
                        Elements.entity("c"),
                        Elements.fact("f", "a", "b"),
                        Elements.fact("from there", "a", "c"),
                        Elements.fact("from here", "b", "c"),
                        Elements.fact("to there", "c", "a"),
                        Elements.fact("to nothing", "c", "d")))))
                .containsEntry("to nothing", Fate.WAITING)
                .hasSize(7)
                .satisfies(fates -> assertThat(fates.values())
                        .filteredOn(Fate.WRITTEN::equals)
                        .hasSize(6));
        assertThat(NEO4J.query("MATCH (s)-[r:RELATES_TO]->(t) RETURN s.uuid AS s, r.uuid AS r, t.uuid AS t"))
                .containsExactlyInAnyOrder(
                        Map.of("s", "a", "r", "f", "t", "b"),
                        Map.of("s", "a", "r", "from there", "t", "c"),
                        Map.of("s", "b", "r", "from here", "t", "c"),
                        Map.of("s", "c", "r", "to there", "t", "a"));
    }

    @Test
    void aUuidBetweenOtherEndsIsRefusedForANewNodeToo() {
        graph.write(List.of(Elements.entity("a"), Elements.entity("b"), Elements.fact("f", "a", "b")));

        assertThat(fates(graph.write(
                        List.of(Elements.entity("c"), Elements.fact("f", "a", "c"), Elements.fact("g", "a", "c")))))
                .isEqualTo(Map.of("c", Fate.WRITTEN, "f", Fate.REFUSED, "g", Fate.WRITTEN));
    }

    /** A new node has nothing but its uuid until its properties are set; none may stay so. */
    @Test
    void noElementStaysWithoutProperties() {
        graph.write(IntStream.range(0, 3_000)
                .mapToObj(i -> Elements.entity("n-" + i))
                .toList());

        assertThat(NEO4J.count("(n:Person) WHERE n.created_at IS NOT NULL AND n.name_embedding IS NOT NULL"))
                .isEqualTo(3_000);
    }

    private static EntityNode entity(String uuid, List<String> labels, String attributes, @Nullable Embedding vector) {
        return new EntityNode(uuid, GROUP, "Ada", "", labels, Elements.properties(attributes), RUN_START, vector);
    }
}
