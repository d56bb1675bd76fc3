package dev.graphiti.migrator.source.neo4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.source.FlinkRecordSource;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.neo4j.NodeSet.ReadBy;
import dev.graphiti.migrator.testing.FailingOnceBehindTheGate;
import dev.graphiti.migrator.testing.GatedSource;
import dev.graphiti.migrator.testing.Neo4jServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Through Flink, with a failure in the middle of splits that are very different: holes, and one node with very much. */
class Neo4jExactlyOnceIT {
    @RegisterExtension
    static final Neo4jServer SERVER = Neo4jServer.shared();

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(4)
            .build());

    @BeforeAll
    static void fill() {
        SERVER.clear();
        SERVER.query("UNWIND range(1, 9_000) AS i CREATE (:Thing {n: i})");
        SERVER.query("MATCH (n:Thing) WHERE n.n > 2_000 AND n.n < 7_500 DELETE n");
        SERVER.query("CREATE INDEX FOR (n:Keyed) ON (n.key)");
        SERVER.query("UNWIND range(1, 4_000) AS i CREATE (:Keyed {key: toString(i)})");
        SERVER.query("MATCH (n:Thing), (m:Thing {n: n.n - 1}) CREATE (n)-[:NEXT]->(m)");
        SERVER.query("CREATE (h:Hub) WITH h MATCH (n:Thing) UNWIND range(1, 3) AS i CREATE (h)-[:HOLDS {i: i}]->(n)");
        SERVER.query("CALL db.awaitIndexes()");
    }

    @BeforeEach
    void reset() {
        GatedSource.close();
        FailingOnceBehindTheGate.reset();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void readsEverythingOnceThroughAFailure(int parallelism) throws Exception {
        RecordSource source = Graphs.options(
                        SERVER.options(),
                        List.of(new NodeSet("Keyed", null, "key", ReadBy.KEY), new NodeSet("*", null, null, ReadBy.ID)),
                        null)
                .source();
        List<String> expected = SERVER
                .query("MATCH (n) RETURN CASE WHEN n:Keyed THEN n.key ELSE elementId(n) END AS id"
                        + " UNION ALL MATCH ()-[r]->() RETURN elementId(r) AS id")
                .stream()
                .map(row -> (String) row.get("id"))
                .sorted()
                .toList();

        List<String> read = read(parallelism, source);

        assertThat(FailingOnceBehindTheGate.hasFailed()).isTrue();
        assertThat(GatedSource.openedAt()).anyMatch(position -> !position.equals(SourceSplit.START));
        assertThat(read.stream().sorted().toList()).isEqualTo(expected);
    }

    @SuppressWarnings("try") // Flink's iterator may be interrupted, and so may the test
    private static List<String> read(int parallelism, RecordSource source) throws Exception {
        List<String> read = new ArrayList<>();
        try (CloseableIterator<String> records = environment(parallelism)
                .fromSource(
                        new FlinkRecordSource(new GatedSource(source, 600)), WatermarkStrategy.noWatermarks(), "source")
                .uid("source")
                .rebalance()
                .map(new FailingOnceBehindTheGate(record -> record.origin().id()))
                .uid("map")
                .executeAndCollect()) {
            records.forEachRemaining(read::add);
        }
        return read;
    }

    private static StreamExecutionEnvironment environment(int parallelism) {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(parallelism);
        env.enableCheckpointing(50);
        return env;
    }
}
