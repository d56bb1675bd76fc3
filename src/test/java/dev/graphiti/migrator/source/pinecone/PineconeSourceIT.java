package dev.graphiti.migrator.source.pinecone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.source.FlinkRecordSource;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.testing.FailingOnceBehindTheGate;
import dev.graphiti.migrator.testing.GatedSource;
import dev.graphiti.migrator.testing.Misbehavior;
import dev.graphiti.migrator.testing.PineconeStandIn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
import org.junit.jupiter.params.provider.CsvSource;

class PineconeSourceIT {
    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(4)
            .build());

    private PineconeStandIn pinecone = PineconeStandIn.serverless();

    @BeforeEach
    void reset() {
        GatedSource.close();
        FailingOnceBehindTheGate.reset();
    }

    @AfterEach
    void close() {
        pinecone.close();
    }

    /** Splits of very different size: 3,000 records, 1,500, 700, 40, two, one. */
    @ParameterizedTest
    @CsvSource({"1, classic", "2, classic", "4, classic", "2, documents"})
    void readsEveryRecordOnceThroughAFailureAndBadAnswers(int parallelism, String kind) throws Exception {
        if (kind.equals("documents")) {
            pinecone.close();
            pinecone = PineconeStandIn.documents();
        }
        pinecone.holding("big", "x", 3_000).holding("big", "y", 1_500).holding("big", "z", 40);
        pinecone.holding("mid", "m", 700).holding("small", "s", 2).holding("__default__", "d", 1);
        pinecone.loses("x00017");
        pinecone.then(Misbehavior.status(500), Misbehavior.tooManyRequests("0.1"), Misbehavior.closesConnection());
        pinecone.thenOnFetch(Misbehavior.halfJson(), Misbehavior.stalls(), Misbehavior.status(503));

        List<String> read = read(parallelism, kind);

        assertThat(FailingOnceBehindTheGate.hasFailed()).isTrue();
        assertThat(GatedSource.openedAt()).anyMatch(position -> !position.equals(SourceSplit.START));
        assertThat(read.stream().sorted().toList()).isEqualTo(expected());
    }

    private static List<String> expected() {
        return Stream.of(
                        ids("x", 3_000).filter(id -> !id.equals("x00017")),
                        Stream.of("gone-while-read x00017"),
                        ids("y", 1_500),
                        ids("z", 40),
                        ids("m", 700),
                        ids("s", 2),
                        ids("d", 1))
                .flatMap(ids -> ids)
                .sorted()
                .toList();
    }

    private static Stream<String> ids(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(number -> "%s%05d".formatted(prefix, number));
    }

    @SuppressWarnings("try") // Flink's iterator may be interrupted, and so may the test
    private List<String> read(int parallelism, String kind) throws Exception {
        PineconeOptions options = PineconeSamples.options(
                pinecone, "kind: " + kind, "split-size: 2000", "list-rate: 2000", "fetch-rate: 1000");
        List<String> read = new ArrayList<>();
        try (CloseableIterator<String> records = environment(parallelism)
                .fromSource(
                        new FlinkRecordSource(new GatedSource(options.source(), 650)),
                        WatermarkStrategy.noWatermarks(),
                        "source")
                .uid("source")
                .rebalance()
                .map(new FailingOnceBehindTheGate(PineconeSourceIT::named))
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

    private static String named(SourceRecord record) {
        return record.note() == null
                ? String.valueOf(record.fields().at("id"))
                : record.note() + " " + record.origin().id();
    }
}
