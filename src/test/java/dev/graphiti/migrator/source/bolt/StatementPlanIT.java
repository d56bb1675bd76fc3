package dev.graphiti.migrator.source.bolt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.graphiti.migrator.graph.TargetOptions;
import dev.graphiti.migrator.neo4j.Neo4jConnection;
import dev.graphiti.migrator.source.SourceCount;
import dev.graphiti.migrator.source.fields.Fields;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.neo4j.driver.Value;
import org.neo4j.driver.summary.Plan;
import org.neo4j.driver.types.Node;
import org.neo4j.driver.types.Relationship;

/** That no page costs more than it holds: seeks only, no scan, no sort but of one node's relationship ids. */
class StatementPlanIT {
    @RegisterExtension
    static final Neo4jServer SERVER = Neo4jServer.shared();

    private static final GraphView VIEW = new SomeLabelsAndTypes();

    @BeforeAll
    static void fill() {
        SERVER.clear();
        SERVER.query("UNWIND range(1, 2_000) AS i CREATE (:A {key: i})-[:R]->(:B {key: i})");
        SERVER.query("CREATE INDEX FOR (n:A) ON (n.key)");
        SERVER.query("CALL db.awaitIndexes()");
        SERVER.query("CALL db.resampleOutdatedIndexes()");
    }

    @Test
    void nodesAreSought() {
        assertThat(plan(NodePages.statement(VIEW)))
                .contains("NodeByIdSeek")
                .noneMatch(operator -> operator.contains("Scan") || operator.contains("Sort"));
    }

    @Test
    void relationshipsAreExpandedFromSoughtNodes() {
        assertThat(plan(RelationshipPages.acrossNodes(VIEW)))
                .contains("NodeByIdSeek", "Expand(All)")
                .noneMatch(operator -> operator.contains("Scan") || operator.contains("Sort"));
    }

    @Test
    void relationshipsAreOnlyCountedToFindNodesWithMany() {
        assertThat(plan(RelationshipPages.nodesWithMany(VIEW)))
                .contains("NodeByIdSeek")
                .noneMatch(operator -> operator.contains("Scan") || operator.contains("Expand"));
    }

    @Test
    void theIdsOfOneNodesRelationshipsAreTheOnlyThingThatIsSorted() {
        assertThat(plan(RelationshipPages.idsOfOneNode(VIEW)))
                .contains("NodeByIdSeek", "Expand(All)", "Top")
                .noneMatch(operator -> operator.contains("Scan"));
        assertThat(plan(RelationshipPages.byIds(VIEW)))
                .contains("DirectedRelationshipByIdSeek")
                .noneMatch(operator -> operator.contains("Scan") || operator.contains("Expand"));
    }

    /** A scan with a filter would compare by UTF-16, which is not the order of the index. */
    @Test
    void keysAreSoughtInAnIndexThatWasEmpty() {
        SERVER.query("CREATE INDEX FOR (n:Empty) ON (n.key)");
        SERVER.query("CALL db.awaitIndexes()");
        KeyRange range = new KeyRange(new KeySet("Empty", "key", ""), 1L, 100L, 100);

        assertThat(plan(KeyPages.ofOneKey(range))).contains("NodeIndexSeek").noneMatch(each -> each.contains("Scan"));
        assertThat(plan(KeyPages.ofLaterKeys(range)))
                .contains("NodeIndexSeekByRange")
                .noneMatch(each -> each.contains("Scan"));
        assertThat(plan(KeyPlan.boundary(range.keys())))
                .contains("NodeIndexSeekByRange")
                .noneMatch(each -> each.contains("Scan"));
    }

    @Test
    void keysAreWalkedAlongTheirIndex() {
        KeyRange range = new KeyRange(new KeySet("A", "key", "NOT n:B"), 1L, 100L, 100);

        assertThat(plan(KeyPages.ofOneKey(range)))
                .contains("NodeIndexSeek", "Top")
                .noneMatch(operator -> operator.contains("Scan"));
        assertThat(plan(KeyPages.ofLaterKeys(range)))
                .contains("NodeIndexSeekByRange", "PartialTop")
                .noneMatch(operator -> operator.contains("Scan") || operator.equals("Sort") || operator.equals("Top"));
    }

    @Test
    void countingThatTakesTooLongCountsNothing() throws IOException {
        GraphReading reading = new GraphReading(address(), VIEW, 1_000, 100);
        Counting quick = new Counting("MATCH (n:A) RETURN count(n) AS count", row -> "A");
        Counting slow = new Counting("UNWIND range(1, 10000000000) AS i RETURN count(sqrt(i)) AS count", row -> "slow");

        assertThat(reading.counts(planner -> List.of(quick, slow), planner -> List.of(quick), Duration.ofSeconds(2)))
                .extracting(SourceCount::collection, SourceCount::count, SourceCount::unknown)
                .containsExactly(
                        tuple(SourceCount.ALL_OTHERS, 0L, "Neo4j did not count the nodes within 2 s"),
                        tuple("A", 2_000L, null));
    }

    private static Neo4jConnection address() {
        TargetOptions to = SERVER.options();
        return new Neo4jConnection(
                Neo4jConnection.End.SOURCE, to.uri(), to.user(), to.password(), to.database(), Duration.ofSeconds(15));
    }

    private static List<String> plan(String cypher) {
        Map<String, Object> parameters = new HashMap<>(Map.of(
                "from",
                0,
                "to",
                100,
                "many",
                1_000,
                "node",
                7,
                "behind",
                -1,
                "limit",
                100,
                "ids",
                List.of(1, 2),
                "key",
                5));
        try (Server server = Server.connect(address())) {
            Plan plan = server.read(
                    "EXPLAIN " + cypher, parameters, result -> result.consume().plan());
            List<String> operators = new ArrayList<>();
            collect(plan, operators);
            return operators;
        }
    }

    private static void collect(Plan plan, List<String> operators) {
        operators.add(plan.operatorType().replace("@neo4j", ""));
        plan.children().forEach(child -> collect(child, operators));
    }

    private record SomeLabelsAndTypes() implements GraphView {
        @Override
        public String system() {
            return "test";
        }

        @Override
        public List<String> labels() {
            return List.of("A", "B");
        }

        @Override
        public String nodeCondition() {
            return "n:A OR n:B";
        }

        @Override
        public List<String> types() {
            return List.of("R");
        }

        @Override
        public String relationshipCondition() {
            return "";
        }

        @Override
        public String end(String variable) {
            return variable;
        }

        @Override
        public Map<String, Object> parameters() {
            return Map.of();
        }

        @Override
        public Content node(Node node) {
            return new Content("", "", Fields.EMPTY);
        }

        @Override
        public Content relationship(Value source, Relationship relationship, Value target) {
            return new Content("", "", Fields.EMPTY);
        }
    }
}
