package dev.graphiti.migrator.testing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.flink.FlinkRecordSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A small Flink in this process that reads sources, also through a failure in the middle of a split. What it waits for
 * has a bound, and it leaves no reader behind.
 */
public final class ReadingCluster
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    /** A bound for what hangs, not for what is slow. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private final InMemoryReporter metrics = InMemoryReporter.create();
    private final MiniClusterExtension cluster = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(4)
            .setConfiguration(metrics.addToConfiguration(new Configuration()))
            .build());

    /** All that is read, each record by its name, sorted. */
    public List<String> read(RecordSource source, int parallelism, Naming naming) {
        return read(new FlinkRecordSource(source), parallelism, naming);
    }

    public List<String> read(Source<SourceRecord, ?, ?> source, int parallelism, Naming naming) {
        return collect(records(environment(parallelism), source)
                .map(naming::apply)
                .returns(Types.STRING)
                .uid("map"));
    }

    /** The same with a job that fails while splits wait at the gate, and is restored in the middle of them. */
    public List<String> readThroughAFailure(GatedSource source, int parallelism, Naming naming) {
        return readThroughAFailure(new FlinkRecordSource(source), parallelism, naming);
    }

    public List<String> readThroughAFailure(Source<SourceRecord, ?, ?> source, int parallelism, Naming naming) {
        return throughAFailure(records(environment(parallelism), source), naming);
    }

    /** The same for records that have gone through more than their source, which waits at the gate. */
    public List<String> throughAFailure(DataStream<SourceRecord> records, Naming naming) {
        FailingOnceBehindTheGate.reset();
        records.getExecutionEnvironment().enableCheckpointing(50);
        List<String> names =
                collect(records.map(new FailingOnceBehindTheGate(naming)).uid("map"));
        FailingOnceBehindTheGate.assertResumedInTheMiddleOfASplit();
        return names;
    }

    /** Without Kryo, and with one restart. */
    public StreamExecutionEnvironment environment(int parallelism) {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(parallelism);
        env.setMaxParallelism(16);
        return env;
    }

    static DataStream<SourceRecord> records(StreamExecutionEnvironment env, Source<SourceRecord, ?, ?> source) {
        return env.fromSource(source, WatermarkStrategy.noWatermarks(), "source")
                .uid("source")
                .filter(record -> !record.isEnd())
                .uid("without-ends")
                .rebalance();
    }

    /** All that comes out at the end, sorted, since a comparison in any order would take the square of the time. */
    @SuppressWarnings("try") // Flink's iterator may be interrupted, and so may the test
    public static List<String> collect(DataStream<String> names) {
        List<String> all = Collections.synchronizedList(new ArrayList<>());
        return assertTimeoutPreemptively(
                PATIENCE,
                () -> {
                    try (CloseableIterator<String> each = names.executeAndCollect()) {
                        each.forEachRemaining(all::add);
                    }
                    return all.stream().sorted().toList();
                },
                () -> "the job has not ended; %d records came out of it".formatted(all.size()));
    }

    /** The values of a gauge in all subtasks that are there. */
    public LongStream gauges(String name) {
        return Stream.of(metrics.getMetricsByGroup())
                .flatMap(groups -> groups.values().stream())
                .map(each -> each.get(name))
                .filter(metric -> metric instanceof Gauge<?>)
                .mapToLong(metric -> (Long) Objects.requireNonNull(((Gauge<?>) metric).getValue()));
    }

    /** Waits until every task of the job runs or has ended: while one is still starting, Flink takes no savepoint. */
    public void awaitRunning(JobClient job) {
        await("all tasks to run")
                .atMost(PATIENCE)
                .until(() -> tasks(job).keySet().stream()
                        .allMatch(state -> state == ExecutionState.RUNNING || state == ExecutionState.FINISHED));
    }

    /** Takes checkpoints until so many tasks have ended, for a task that has read all ends with the next one. */
    public void awaitEnded(JobClient job, int ended) {
        await(ended + " tasks to end").atMost(PATIENCE).until(() -> {
            boolean done = tasks(job).getOrDefault(ExecutionState.FINISHED, 0) == ended;
            if (!done) {
                takeCheckpoint(job);
            }
            return done;
        });
        awaitRunning(job);
    }

    private Map<ExecutionState, Integer> tasks(JobClient job) throws Exception {
        Map<ExecutionState, Integer> tasks = new EnumMap<>(ExecutionState.class);
        try (RestClusterClient<?> client = client()) {
            client.getJobDetails(job.getJobID())
                    .get(PATIENCE.toSeconds(), SECONDS)
                    .getJobVertexInfos()
                    .forEach(vertex -> vertex.getTasksPerState().forEach((state, count) -> {
                        if (count > 0) {
                            tasks.merge(state, count, Integer::sum);
                        }
                    }));
        }
        return tasks;
    }

    /** One that meets a task as it starts or ends is refused, and the next one is not. */
    private void takeCheckpoint(JobClient job) throws Exception {
        try (RestClusterClient<?> client = client()) {
            client.triggerCheckpoint(job.getJobID(), CheckpointType.FULL)
                    .handle((id, refused) -> 0)
                    .get(PATIENCE.toSeconds(), SECONDS);
        }
    }

    private RestClusterClient<?> client() throws Exception {
        return new RestClusterClient<>(cluster.getClientConfiguration(), StandaloneClusterId.getInstance());
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        cluster.beforeAll(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        Gate.close();
        cluster.beforeEach(context);
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        Gate.open();
        cluster.afterEach(context);
        await("the threads of readers of " + context.getDisplayName() + " end")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .noneMatch(thread -> thread.getName().startsWith("Source Data Fetcher")));
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        cluster.afterAll(context);
    }
}
