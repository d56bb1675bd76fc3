package dev.graphiti.migrator.source.weaviate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.http.HttpOptions;
import dev.graphiti.migrator.source.FlinkRecordSource;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.testing.FailingOnceBehindTheGate;
import dev.graphiti.migrator.testing.GatedSource;
import dev.graphiti.migrator.testing.Misbehavior;
import dev.graphiti.migrator.testing.WeaviateStandIn;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeaviateSourceIT {
    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(4)
            .build());

    private final WeaviateStandIn server = WeaviateStandIn.start();
    private final List<String> expected = new ArrayList<>();

    @BeforeEach
    void reset() {
        GatedSource.close();
        FailingOnceBehindTheGate.reset();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void readsEveryObjectOnceThroughAFailureInTheMiddleOfASplit(int parallelism) throws Exception {
        expected.addAll(Library.books(server.data(), 9_000));
        server.then(Misbehavior.status(503), Misbehavior.closesConnection(), Misbehavior.halfJson());

        List<String> read = read(parallelism, new GatedSource(source(2_000), 1_100));

        assertThat(FailingOnceBehindTheGate.hasFailed()).isTrue();
        assertThat(GatedSource.openedAt()).anyMatch(position -> !position.isEmpty());
        assertAllOnce(read);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void readsSplitsOfVeryDifferentSizeOnce(int parallelism) throws Exception {
        for (int i = 0; i < 60; i++) {
            expected.addAll(Library.loans(server.data(), "branch" + i, i % 20 == 0 ? 900 : i % 3));
            server.data().withTenant("Loan", "branch" + i, "ACTIVE");
        }
        for (int i = 0; i < 1_500; i++) {
            server.data().withObject("Loan", "branch7", Library.object(Library.near(i), "{}"));
            expected.add(Library.near(i));
        }
        server.data().withTenant("Loan", "closed", "INACTIVE");
        expected.add(
                "tenant closed of class Loan is INACTIVE, so none of its objects was read; activate it and run again");
        GatedSource.open();

        assertAllOnce(read(parallelism, source(300)));
    }

    private void assertAllOnce(List<String> read) {
        assertThat(read.stream().sorted().toList())
                .isEqualTo(expected.stream().sorted().toList());
    }

    private RecordSource source(int splitSize) {
        return new WeaviateSourceOptions(
                        server.url(),
                        null,
                        List.of(),
                        InactiveTenants.DEAD_LETTER,
                        Blobs.LEAVE_OUT,
                        100,
                        splitSize,
                        3,
                        null,
                        HttpOptions.withTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(30)))
                .source();
    }

    @SuppressWarnings("try") // Flink's iterator may be interrupted, and so may the test
    private static List<String> read(int parallelism, RecordSource source) throws Exception {
        List<String> read = new ArrayList<>();
        try (CloseableIterator<String> records = environment(parallelism)
                .fromSource(new FlinkRecordSource(source), WatermarkStrategy.noWatermarks(), "source")
                .uid("source")
                .rebalance()
                .map(new FailingOnceBehindTheGate(
                        record -> record.damage() == null ? record.origin().id() : record.damage()))
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
