package dev.graphiti.migrator.graph.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.graph.Target;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.testing.Elements;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neo4j.driver.Session;
import org.neo4j.driver.summary.Plan;

/** Each statement finds what it needs by an index, in an empty graph and in a filled one. */
class StatementPlanIT {
    @RegisterExtension
    static final Neo4jServer NEO4J = Neo4jServer.shared();

    private static final String STATEMENTS = "dev.graphiti.migrator.graph.write.StatementPlanIT#statements";

    private final RealGraph graph = new RealGraph(NEO4J);

    static Stream<Arguments> statements() {
        return Stream.concat(Stream.of(ElementKind.values()).flatMap(StatementPlanIT::ofEachKind), ofNewEdges());
    }

    private static Stream<Arguments> ofNewEdges() {
        return Stream.of(ElementKind.values())
                .filter(kind -> !kind.isNode())
                .flatMap(kind -> Stream.of(
                                new EdgeEndpoints.Seeks(EndpointLookup.AT_HAND, EndpointLookup.AT_HAND),
                                new EdgeEndpoints.Seeks(EndpointLookup.AT_HAND, EndpointLookup.EXACT),
                                new EdgeEndpoints.Seeks(EndpointLookup.EXACT, EndpointLookup.AT_HAND))
                        .map(ends -> Arguments.of("connect " + kind + " " + ends, Statements.connect(kind, ends))));
    }

    private static Stream<Arguments> ofEachKind(ElementKind kind) {
        return Stream.of(
                Arguments.of("create " + kind, Statements.create(kind, EndpointLookup.EXACT)),
                Arguments.of("create " + kind + " of a spread group", Statements.create(kind, EndpointLookup.PREFIX)),
                Arguments.of("rewrite " + kind, Statements.rewrite(kind)),
                Arguments.of("copy again " + kind, Statements.copyAgain(kind)),
                Arguments.of("update " + kind, Statements.update(kind)));
    }

    @Nested
    @TestInstance(Lifecycle.PER_CLASS)
    class AnEmptyGraph {
        @BeforeAll
        void empty() {
            graph.reset();
            NEO4J.query("CALL db.clearQueryCaches()");
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource(STATEMENTS)
        void isNotScanned(String name, String statement) {
            assertThat(operators(statement)).satisfies(StatementPlanIT::seekOnly);
        }
    }

    @Nested
    @TestInstance(Lifecycle.PER_CLASS)
    class AFilledGraph {
        @BeforeAll
        void fill() {
            graph.reset();
            graph.write(IntStream.range(0, 200)
                    .mapToObj(i -> Elements.entity("n-" + i))
                    .toList());
            graph.write(Elements.oneOfEachKind("", Elements.RUN_START));
            NEO4J.query("CALL db.prepareForReplanning()");
            NEO4J.query("CALL db.clearQueryCaches()");
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource(STATEMENTS)
        void isNotScanned(String name, String statement) {
            assertThat(operators(statement)).satisfies(StatementPlanIT::seekOnly);
        }
    }

    private static void seekOnly(List<? extends String> operators) {
        assertThat(operators)
                .noneMatch(operator -> operator.contains("Scan"))
                .anyMatch(operator -> operator.contains("UniqueIndexSeek") || operator.contains("ByElementIdSeek"));
    }

    private static List<String> operators(String statement) {
        try (Target target = Target.open(NEO4J.options());
                Session session = target.session()) {
            List<String> operators = new ArrayList<>();
            collect(
                    session.run("EXPLAIN " + statement, Map.of("rows", List.of()))
                            .consume()
                            .plan(),
                    operators);
            return operators;
        }
    }

    private static void collect(Plan plan, List<String> operators) {
        operators.add(plan.operatorType());
        plan.children().forEach(child -> collect(child, operators));
    }
}
