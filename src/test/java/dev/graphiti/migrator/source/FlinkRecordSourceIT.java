package dev.graphiti.migrator.source;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.testing.FailingOnceBehindTheGate;
import dev.graphiti.migrator.testing.GatedSource;
import dev.graphiti.migrator.testing.SyntheticSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlinkRecordSourceIT {
    private static final InMemoryReporter METRICS = InMemoryReporter.create();

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(4)
            .setConfiguration(METRICS.addToConfiguration(new Configuration()))
            .build());

    /** Shared with the operators, which run in this process. */
    private static final Queue<String> SEEN = new ConcurrentLinkedQueue<>();

    private static final AtomicInteger PLANNED = new AtomicInteger();

    @BeforeEach
    void reset() {
        SEEN.clear();
        PLANNED.set(0);
        GatedSource.close();
        FailingOnceBehindTheGate.reset();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void readsEverythingOnce(int parallelism) throws Exception {
        SyntheticSource source = new SyntheticSource(9, 700).damaging(50);

        List<String> read = collect(environment(parallelism), source, new Identity());

        assertThat(sorted(read)).isEqualTo(sorted(source.ids()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void readsSplitsOfVeryDifferentSizeOnce(int parallelism) throws Exception {
        SyntheticSource source = new SyntheticSource(13, 1_500).unequal();

        List<String> read = collect(environment(parallelism), source, new Identity());

        assertThat(sorted(read)).isEqualTo(sorted(source.ids()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void goesOnInTheMiddleOfASplitAfterAFailure(int parallelism) throws Exception {
        SyntheticSource source = new SyntheticSource(7, 2_000);
        StreamExecutionEnvironment env = environment(parallelism);
        env.enableCheckpointing(50);

        List<String> read = collect(
                env,
                new GatedSource(source, 1_300),
                new FailingOnceBehindTheGate(record -> record.origin().id()));

        assertThat(FailingOnceBehindTheGate.hasFailed()).isTrue();
        assertThat(sorted(read)).isEqualTo(sorted(source.ids()));
        assertThat(GatedSource.openedAt()).contains("1000");
    }

    @ParameterizedTest
    @CsvSource({"1,4", "4,1", "2,3"})
    void resumesFromASavepointAtAnotherParallelism(int before, int after, @TempDir Path folder) throws Exception {
        SyntheticSource source = new SyntheticSource(9, 1_600).unequal();

        JobClient first = start(environment(before), new GatedSource(source, 900));
        await().atMost(30, SECONDS).until(() -> SEEN.size() >= 500);
        String savepoint = first.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
                .get(60, SECONDS);
        assertThat(SEEN).hasSizeLessThan(source.ids().size());
        StreamExecutionEnvironment env = environment(after);
        Configuration resume = new Configuration();
        resume.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        env.configure(resume);
        start(env, source).getJobExecutionResult().get(60, SECONDS);

        assertThat(sorted(SEEN)).isEqualTo(sorted(source.ids()));
    }

    @Test
    void whatOnlyTheUserCanMendFailsTheJobAtOnce() {
        StreamExecutionEnvironment env = environment(1);

        assertThatThrownBy(() ->
                        start(env, new MissingSource()).getJobExecutionResult().get(30, SECONDS))
                .hasRootCauseMessage("data/support does not exist");
        assertThat(PLANNED).hasValue(1);
    }

    @Test
    void tellsHowFarItIs() throws Exception {
        SyntheticSource source = new SyntheticSource(4, 600);

        JobClient job = start(environment(2), new GatedSource(source, 550));
        await().atMost(30, SECONDS).untilAsserted(() -> {
            Map<String, Long> gauges = gauges();
            assertThat(gauges)
                    .containsEntry("sourceSize", 2_400L)
                    .containsEntry("sourceUnassigned", 1_200L)
                    .containsEntry("sourceProgress", 1_000L)
                    .containsEntry("sourceRemaining", 200L);
        });
        GatedSource.open();
        job.getJobExecutionResult().get(60, SECONDS);
    }

    private static Map<String, Long> gauges() {
        Map<String, Long> sums = new HashMap<>();
        METRICS.getMetricsByGroup()
                .values()
                .forEach(metrics -> metrics.forEach((name, metric) -> {
                    if (name.startsWith("source")
                            && metric instanceof Gauge<?> gauge
                            && gauge.getValue() instanceof Long value) {
                        sums.merge(name, value, Long::sum);
                    }
                }));
        return sums;
    }

    /** A comparison in any order would take the square of the time. */
    private static List<String> sorted(Collection<String> ids) {
        return ids.stream().sorted().toList();
    }

    private static StreamExecutionEnvironment environment(int parallelism) {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 3);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(parallelism);
        env.setMaxParallelism(16);
        return env;
    }

    @SuppressWarnings("try") // Flink's iterator may be interrupted, and so may the test
    private static List<String> collect(
            StreamExecutionEnvironment env, RecordSource source, RichMapFunction<SourceRecord, String> map)
            throws Exception {
        List<String> read = new ArrayList<>();
        try (CloseableIterator<String> records = ids(env, source, map).executeAndCollect()) {
            records.forEachRemaining(read::add);
        }
        return Collections.unmodifiableList(read);
    }

    private static JobClient start(StreamExecutionEnvironment env, RecordSource source) throws Exception {
        ids(env, source, new Remembering()).sinkTo(new DiscardingSink<>()).uid("end");
        return env.executeAsync();
    }

    private static DataStream<String> ids(
            StreamExecutionEnvironment env, RecordSource source, RichMapFunction<SourceRecord, String> map) {
        return env.fromSource(new FlinkRecordSource(source), WatermarkStrategy.noWatermarks(), "source")
                .uid("source")
                .rebalance()
                .map(map)
                .uid("map");
    }

    private static final class Identity extends RichMapFunction<SourceRecord, String> {
        @Override
        public String map(SourceRecord record) {
            return record.origin().id();
        }
    }

    /** Opens the gate when the savepoint has gone by, so that closing the reader need not wait for it. */
    private static final class Remembering extends RichMapFunction<SourceRecord, String>
            implements CheckpointedFunction {
        @Override
        public String map(SourceRecord record) {
            SEEN.add(record.origin().id());
            return record.origin().id();
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) {
            GatedSource.open();
        }

        @Override
        public void initializeState(FunctionInitializationContext context) {
            // It remembers for the test only.
        }
    }

    private record MissingSource() implements RecordSource {
        @Override
        public List<SourceSplit> splits() {
            PLANNED.incrementAndGet();
            throw new MigratorException(Fault.SOURCE, "data/support does not exist");
        }

        @Override
        public RecordReader open(SourceSplit split, String position) {
            throw new AssertionError("there is no split");
        }
    }
}
